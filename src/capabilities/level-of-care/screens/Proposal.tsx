import { Card, Hint, Section } from '../../../web/parts/index.ts';
import { DIMENSION_WORDS, LEVEL_WORDS, type Dimension, type Recommendation } from '../model.ts';
import css from './Proposal.module.css';

/** The proposal in words: what, why not lower, why not higher, what would change it. A clinician decides. */
export function Proposal({ proposal, saving, stale }: { proposal: Recommendation; saving: boolean; stale: readonly Dimension[] }) {
  const words = DIMENSION_WORDS[proposal.edition];
  return (
    <Card tone="now">
      <div className={css.proposal} aria-busy={saving} aria-live="polite">
        <p className={css.over}>{saving ? 'Reading what changed…' : `Proposed by ${proposal.ruleset}, edition ${proposal.edition}`}</p>
        <p className={css.level}>{proposal.words}</p>
        {proposal.outcome === 'recommended' && proposal.level && (
          <p>{LEVEL_WORDS[proposal.level]}{because(proposal.drivers.map((one) => words[one].toLowerCase()))}.</p>
        )}
        {proposal.missing.length > 0 && proposal.outcome !== 'gate' && <List title="Find out first" lines={grouped(proposal.missing)} />}
        <List title="Do now" lines={proposal.now} />
        {proposal.contradictions.map((say) => <Hint key={say} kind="soon">{say}</Hint>)}
        {stale.length > 0 && <Hint kind="late">{stale.join(', ')} {stale.length === 1 ? 'was' : 'were'} rated too long ago. Rate again.</Hint>}
        <List title="Why not lower" lines={proposal.whyNotLower} />
        <List title="Why not higher" lines={proposal.whyNotHigher} />
        <List title="What would change this" lines={proposal.wouldChange.map((one) => `${one.say}: ${one.level}`)} />
        <List title="Caution" lines={proposal.cautions} />
        <List title="What the program adds" lines={proposal.actions} />
        {proposal.fired.length > 0 && (
          <details className={css.rules}>
            <summary>Rules behind it</summary>
            <ul>{proposal.fired.map((rule) => <li key={rule.rule + rule.say}>{rule.rule}: {rule.say}</li>)}</ul>
          </details>
        )}
      </div>
    </Card>
  );
}

const because = (drivers: readonly string[]): string => (drivers.length > 0 ? `, because of ${drivers.join(' and ')}` : '');

/** Unrated dimensions on one line; the questions one by one, the rest counted. */
function grouped(missing: readonly string[]): string[] {
  const dimensions = missing.filter((one) => /^D[1-6] /.test(one)).map((one) => one.slice(0, 2));
  const questions = missing.filter((one) => !/^D[1-6] /.test(one));
  const rest = questions.length - 6;
  return [
    ...(dimensions.length > 0 ? [`Rate ${[...new Set(dimensions)].join(', ')}`] : []),
    ...questions.slice(0, 6), ...(rest > 0 ? [`and ${rest} more questions`] : []),
  ];
}

const List = ({ title, lines }: { title: string; lines: readonly string[] }) => (lines.length === 0 ? null : (
  <Section title={title} level={3}><ul className={css.list}>{lines.map((line) => <li key={line}>{line}</li>)}</ul></Section>
));
