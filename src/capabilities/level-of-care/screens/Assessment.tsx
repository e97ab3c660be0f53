import { sayCount, sentence } from '../../../web/words.ts';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { Go, useGo, useParam } from '../../../web/go.tsx';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct, useRead } from '../../../web/operations.ts';
import { Columns, Dock, ErrorBox, Hint, PageHead, SavedState, Section, Shown, Stacked } from '../../../web/parts/index.ts';
import { useMay } from '../../../web/self.ts';
import { readClient } from '../../clients/api.ts';
import { newId } from '../../../shared/ids.ts';
import { readAssessment, signLevelOfCare } from '../api.ts';
import { LEVEL_WORDS } from '../model.ts';
import { Diagnoses } from './Diagnoses.tsx';
import { Dimensions } from './Dimensions.tsx';
import { Placement } from './Placement.tsx';
import { Proposal } from './Proposal.tsx';
import { SafetyBar, SafetyQuestions } from './Safety.tsx';
import type { OpenSheet } from './sheet.ts';
import { StayReview } from './StayReview.tsx';
import { Story } from './Story.tsx';
import { SubDimensions } from './SubDimensions.tsx';
import { useAutosave } from './use-autosave.ts';
import css from './Assessment.module.css';

/** The assessment: safety first, what was found, six dimensions with evidence, and a proposal that explains itself. */
export default function Assessment() {
  const of = { clientId: useParam('clientId'), assessmentId: useParam('assessmentId') };
  const read = useRead(readAssessment, of);
  return <Shown read={read} rows={8}>{(sheet) => <Sheet key={sheet.assessmentId} sheet={sheet} />}</Shown>;
}

function Sheet({ sheet }: { sheet: OpenSheet }) {
  const { clientId, assessmentId, recommendation: proposal } = sheet;
  const go = useGo();
  const client = useRead(readClient, { clientId });
  const mayWrite = useMay('assessment.write');
  const may = mayWrite && sheet.decision === null;
  const form = useKeptForm(`assessment:${assessmentId}`, sheet.details);
  const save = useAutosave(sheet, form, may);
  const [decisionId] = useState(() => newId());
  const sign = useAct(signLevelOfCare, { form, onDone: (signed) => go(`/clients/${clientId}/decision/${signed.decisionId}`) });
  const accepted = form.values.placement.acceptedLevel ?? proposal.level;
  const send = async (): Promise<void> => {
    if (accepted === null) return;
    const version = await save.settled();
    if (version === null) return;
    await sign.send({ clientId, assessmentId, decisionId, version, placement: { ...form.values.placement, acceptedLevel: accepted } });
  };
  const title = sheet.decision ? `Signed: ${sheet.decision.acceptedLevel} ${LEVEL_WORDS[sheet.decision.acceptedLevel].toLowerCase()}.`
    : proposal.outcome === 'recommended' ? `Proposed: ${proposal.words}.`
    : proposal.outcome === 'gate' ? `First: ${proposal.words}.`
    : `${sentence(sayCount(proposal.missing.length, 'thing'))} to find out before a level can be proposed.`;
  return (
    <>
      <PageHead
        over={<Go to={`/clients/${clientId}/level-of-care`}>{client.data?.initials || 'Level of care'}</Go>}
        title={title}
        beside={may ? <SavedState kept={form.kept} restoredAt={form.restoredAt} /> : undefined}
        under={sheet.purpose === 'admission' ? 'Assessment for admission' : 'Assessment for the stay'}
      />
      <SafetyBar proposal={proposal} />
      {save.conflict && (
        <Hint kind="soon">
          Somebody else saved this assessment meanwhile. Yours is kept here.{' '}
          <Button size="compact-sm" onClick={save.mine}>Keep mine</Button>{' '}
          <Button size="compact-sm" onClick={save.theirs}>Take theirs</Button>
        </Hint>
      )}
      <ErrorBox error={save.error} />
      <Columns>
        <fieldset disabled={!may} className={css.sheet}>
          <Stacked>
            <SafetyQuestions sheet={sheet} form={form} />
            <Diagnoses form={form} />
            {sheet.edition === '4' ? <SubDimensions form={form} /> : <Dimensions sheet={sheet} form={form} />}
            <StayReview sheet={sheet} form={form} />
            <Story form={form} />
          </Stacked>
        </fieldset>
        <div className={css.beside}><Stacked>
          <Proposal proposal={proposal} saving={may && save.saving} stale={sheet.stale} />
          {may && <Placement form={form} proposal={proposal} accepted={accepted} />}
          {sheet.decision && (
            <Section title="Signed">
              <Go to={`/clients/${clientId}/decision/${sheet.decision.decisionId}`}>Read it as it was signed</Go>
            </Section>
          )}
        </Stacked></div>
      </Columns>
      {may && (
        <Dock words={<ErrorBox error={sign.error} />}>
          <Button variant="filled" loading={sign.busy} disabled={accepted === null} onClick={() => void send()}>
            {accepted === null ? 'Nothing to sign yet' : `Sign ${accepted} ${LEVEL_WORDS[accepted].toLowerCase()}`}
          </Button>
        </Dock>
      )}
    </>
  );
}
