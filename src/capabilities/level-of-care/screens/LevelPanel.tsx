import { Button } from '@mantine/core';
import { newId } from '../../../shared/ids.ts';
import { Go, useGo } from '../../../web/go.tsx';
import { useAct, useRead } from '../../../web/operations.ts';
import { Empty, ErrorBox, Facts, Row, Rows, Section, Shown, Stacked } from '../../../web/parts/index.ts';
import { Mark } from '../../../web/pictures/index.ts';
import { useMay } from '../../../web/self.ts';
import { sayDay } from '../../../web/words.ts';
import { cosignLevelOfCare, listAssessments, readLevelOfCare, startAssessment, type SignedLevel } from '../api.ts';
import { LEVEL_WORDS } from '../model.ts';

/** The level of care on a chart: what holds, what waits for a signature, and how it went. */
export default function LevelPanel({ clientId }: { clientId: string }) {
  const decisions = useRead(readLevelOfCare, { clientId });
  const assessments = useRead(listAssessments, { clientId });
  return (
    <Shown read={decisions}>
      {(signed) => (
        <Shown read={assessments}>
          {(all) => <Level clientId={clientId} signed={signed} open={all.find((one) => one.signedOn === null)?.assessmentId ?? null} />}
        </Shown>
      )}
    </Shown>
  );
}

function Level({ clientId, signed, open }: { clientId: string; signed: readonly SignedLevel[]; open: string | null }) {
  const go = useGo();
  const mayWrite = useMay('assessment.write');
  const start = useAct(startAssessment, { onDone: (_, input) => go(`/clients/${clientId}/assessment/${input.assessmentId}`) });
  const now = signed.find((one) => !one.needsCosign || one.cosigned !== null);
  const waiting = signed.filter((one) => one.needsCosign && one.cosigned === null);
  const begin = open
    ? <Button onClick={() => go(`/clients/${clientId}/assessment/${open}`)}>Go on with the assessment</Button>
    : <Button loading={start.busy} onClick={() => void start.send({ clientId, assessmentId: newId(), purpose: signed.length > 0 ? 'continued' : 'admission' })}>
        {signed.length > 0 ? 'Rate again' : 'Start the assessment'}</Button>;
  return (
    <Stacked>
      <ErrorBox error={start.error} />
      {waiting.map((one) => <Waiting key={one.decisionId} clientId={clientId} decision={one} />)}
      <Section title="Level of care" aside={mayWrite && begin}>
        {now ? (
          <>
            <Facts size="lead" facts={[
              { label: LEVEL_WORDS[now.acceptedLevel], value: now.acceptedLevel },
              { label: 'Signed', value: `${sayDay(now.signedOn)}, ${now.signedBy}` },
              { label: 'Diagnosis', value: now.diagnoses.map((one) => `${one.code} ${one.words}`).join('; ') },
            ]} />
            {now.explanation.whyNotLower.length > 0 && <p>{now.explanation.whyNotLower.join(' ')}</p>}
            <p><Go to={`/clients/${clientId}/decision/${now.decisionId}`}>Read it as it was signed</Go></p>
          </>
        ) : <Empty>{open ? 'The assessment is open; nothing is signed yet.' : 'Not assessed yet.'}</Empty>}
      </Section>
      {signed.length > 1 && (
        <Section title="Before" count={signed.length - 1}>
          <Rows>
            {signed.filter((one) => one !== now).map((one) => (
              <Row key={one.decisionId} past title={`${one.acceptedLevel} ${LEVEL_WORDS[one.acceptedLevel]}`}
                sub={`${sayDay(one.signedOn)}, ${one.signedBy}${one.acceptedLevel === one.recommendedLevel ? '' : `, proposed ${one.recommendedLevel}`}`}
                action={<Go to={`/clients/${clientId}/decision/${one.decisionId}`}>Read</Go>} />
            ))}
          </Rows>
        </Section>
      )}
    </Stacked>
  );
}

function Waiting({ clientId, decision }: { clientId: string; decision: SignedLevel }) {
  const may = useMay('assessment.cosign');
  const act = useAct(cosignLevelOfCare);
  return (
    <Section title="Waits for a co-signature">
      <Rows>
        <Row lead={<Mark kind="soon" />}
          title={`${decision.signedBy} decided ${decision.acceptedLevel}; proposed was ${decision.recommendedLevel}`}
          sub={`${decision.placement.reason} Plan for the risk: ${decision.placement.riskPlan}`}
          action={may ? <Button loading={act.busy} onClick={() => void act.send({ clientId, decisionId: decision.decisionId })}>Co-sign</Button>
            : <Go to={`/clients/${clientId}/decision/${decision.decisionId}`}>Read</Go>} />
      </Rows>
      <ErrorBox error={act.error} />
    </Section>
  );
}
