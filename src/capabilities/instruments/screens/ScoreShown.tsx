import { Facts, Hint } from '../../../web/parts/index.ts';
import type { Change } from '../change.ts';
import { CHANGE_WORDS } from '../change.ts';
import type { Instrument, Scored } from '../model.ts';

/** `13, moderate`, `Use 7`, `no risk flagged`. */
export function sayScale(scale: Scored['scales'][number]): string {
  if (scale.code === 'risk') return scale.band === 'none' ? 'no risk flagged' : `risk ${scale.band}`;
  const words = [scale.value, scale.band].filter((part) => part !== null).join(', ');
  return scale.code === 'total' ? words : `${scale.name} ${words}`;
}

/** `PHQ-9 13, moderate`; `null` as long as there is none. */
export function sayScore(instrument: Pick<Instrument, 'title'>, scored: Scored): string | null {
  const main = scored.scales[0];
  if (!main || (main.code !== 'total' && main.code !== 'risk' && main.code !== instrument.title)) return null;
  const words = [main.value, main.band].filter((part) => part !== null).join(', ');
  return main.code === 'risk' ? sayScale(main) : `${instrument.title} ${words}`;
}

/** Scales, what they mean, and the change since the last time. A score supports a diagnosis, never makes one (INS-06). */
export function ScoreShown({ instrument, scored, change }: { instrument: Instrument; scored: Scored; change: Change | null }) {
  const met = scored.findings.filter((finding) => finding.met);
  return (
    <>
      {scored.scales.length > 0 && (
        <Facts size="lead" facts={scored.scales.map((one) => ({
          label: one.code === 'total' ? `of ${one.max}` : one.name,
          value: (one.code === 'risk' ? sayScale(one) : [one.value, one.band].filter((part) => part !== null).join(', '))
            + (one.prorated ? ' (prorated)' : ''),
        }))} />
      )}
      {scored.scales.length === 0 && (
        <p>{scored.missing.length > 0 ? `Still open: ${scored.missing.join(', ')}.` : `${instrument.title} is read item by item; it has no score.`}</p>
      )}
      {change && (
        <p>{change.before} last time, {change.change > 0 ? `+${change.change}` : change.change}: {CHANGE_WORDS[change.label]}
          {change.response ? ', half or less of it' : ''}{change.remission ? ', in the range of remission' : ''}.</p>
      )}
      {met.map((finding) => <Hint key={finding.code} kind="info">{finding.say}</Hint>)}
      {scored.scales.length > 0 && <p><small>A score supports a diagnosis; it never makes one.</small></p>}
    </>
  );
}
