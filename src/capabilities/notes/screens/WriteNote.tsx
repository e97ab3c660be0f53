import { Button, Chip, SegmentedControl, Textarea } from '@mantine/core';
import { dateIn, instantOf, timeIn } from '../../../shared/dates.ts';
import { Go, useGo, useParam } from '../../../web/go.tsx';
import { ChoiceBox, DateBox, TimeBox } from '../../../web/fields/index.ts';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useServerDraft } from '../../../web/keep/use-server-draft.ts';
import { useAct, useRead } from '../../../web/operations.ts';
import { Columns, Dock, ErrorBox, Hint, Meanwhile, PageHead, SavedState, Section, Shown, Stacked } from '../../../web/parts/index.ts';
import { useMay, useZone } from '../../../web/self.ts';
import { sayWhen } from '../../../web/words.ts';
import { discardNote, readNoteDraft, saveNote, signNote } from '../api.ts';
import { likeness } from '../group-page.ts';
import { FORMAT_SECTIONS, FORMAT_WORDS, FORMATS, MODALITIES, MODALITY_WORDS, NOTE_KIND_WORDS, RISK_WORDS, RISKS, type NoteFormat } from '../model.ts';
import type { OutputOf } from '../../../web/call.ts';
import { CounselingNotes } from './CounselingNotes.tsx';
import css from './Notes.module.css';

type Draft = OutputOf<typeof readNoteDraft>;

/** A note for one client: sections of a format, what it serves, and the text as it will be signed. */
export default function WriteNote() {
  const of = { clientId: useParam('clientId'), noteDraftId: useParam('noteDraftId') };
  const read = useRead(readNoteDraft, of);
  return <Shown read={read} rows={8}>{(draft) => <Writing key={draft.noteDraftId} clientId={of.clientId} draft={draft} />}</Shown>;
}

function Writing({ clientId, draft }: { clientId: string; draft: Draft }) {
  const { noteDraftId } = draft;
  const go = useGo();
  const zone = useZone();
  const mayKeepApart = useMay('counseling-note.own');
  const held = { content: draft.content, startedAt: draft.startedAt, endedAt: draft.endedAt };
  const form = useKeptForm(`note:${noteDraftId}`, held);
  const act = useAct(saveNote, { form: { showErrors: form.showErrors, done: () => {} } });
  const server = useServerDraft({ form, held: { values: held, version: draft.version }, act,
    save: (values, at) => act.send({ clientId, noteDraftId, version: at ?? '', ...values }) });
  const back = `/clients/${clientId}/notes`;
  const sign = useAct(signNote, { form, onDone: () => go(back) });
  const discard = useAct(discardNote, { form, onDone: () => go(back) });
  const { content } = form.values;
  const put = (change: Partial<Draft['content']>) => form.change((v) => ({ ...v, content: { ...v.content, ...change } }));
  const send = async (): Promise<void> => {
    const version = await server.settle();
    if (version !== null) await sign.send({ clientId, noteDraftId, version });
  };
  const written = FORMAT_SECTIONS[content.format].map(({ key }) => content.sections[key] ?? '').join(' ');
  const alike = written.length > 80 && likeness(written, draft.lastText) > 0.75;
  return (
    <>
      <PageHead over={<Go to={back}>Notes</Go>} title={draft.title} tab={NOTE_KIND_WORDS[draft.kind]} under={sayWhen(form.values.startedAt, zone)}
        action={<SavedState kept={form.kept} restoredAt={form.restoredAt} />} />
      <Meanwhile draft={server} />
      <ErrorBox error={server.error} />
      <Columns>
        <Stacked>
          {draft.sessionId === null && <When form={form} />}
          <div>
            <SegmentedControl aria-label="Format" value={content.format} onChange={(v) => put({ format: v as NoteFormat })}
              data={FORMATS.map((f) => ({ value: f, label: FORMAT_WORDS[f] }))} />
          </div>
          {FORMAT_SECTIONS[content.format].map(({ key, label, asks }) => (
            <Textarea key={key} label={label} description={asks} autosize minRows={3} maxLength={8000} value={content.sections[key] ?? ''}
              error={form.errorOf(`content.sections.${key}`)}
              onChange={(event) => put({ sections: { ...content.sections, [key]: event.currentTarget.value } })} />
          ))}
          {alike && <Hint kind="soon">Reads like the note before. What was different this time?</Hint>}
        </Stacked>
        <Stacked>
          <Section title="Serves">
            {draft.objectives.length === 0 ? <p>There is no plan in force that it could serve.</p> : (
              <div className={css.chips}>
                {draft.objectives.map((o) => (
                  <Chip key={o.id} checked={content.objectiveIds.includes(o.id)}
                    onChange={(on) => put({ objectiveIds: on ? [...content.objectiveIds, o.id] : content.objectiveIds.filter((id) => id !== o.id) })}>{o.words}</Chip>
                ))}
              </div>
            )}
            <Line label="Progress" value={content.progress} onChange={(progress) => put({ progress })} placeholder="3 of 7 nights, was 1" />
          </Section>
          <ChoiceBox label="Risk" options={RISKS.map((r) => ({ value: r, label: RISK_WORDS[r] }))} value={content.risk} onChange={(v) => put({ risk: v || 'none' })} />
          {content.risk !== 'none' && <Hint kind={content.risk === 'high' ? 'danger' : 'soon'}><Go to={`/clients/${clientId}/safety`}>Open the safety plan</Go> before you go on.</Hint>}
          <ChoiceBox label="How" options={MODALITIES.map((m) => ({ value: m, label: MODALITY_WORDS[m] }))} value={content.modality} onChange={(v) => put({ modality: v || 'in_person' })} />
          <Line label="Medication as prescribed" value={content.medicationAdherence} onChange={(medicationAdherence) => put({ medicationAdherence })} />
          <Line label="Next time" value={content.nextAppointment} onChange={(nextAppointment) => put({ nextAppointment })} />
          {draft.kind === 'collateral' && (
            <>
              <Line label="With whom" value={content.contact} onChange={(contact) => put({ contact })} error={form.errorOf('content.contact')} />
              <Line label="On which consent it stood" value={content.consentBasis} onChange={(consentBasis) => put({ consentBasis })} error={form.errorOf('content.consentBasis')} />
            </>
          )}
          {mayKeepApart && <CounselingNotes clientId={clientId} sessionId={draft.sessionId} />}
        </Stacked>
      </Columns>
      <Dock words={<ErrorBox error={sign.error ?? discard.error} />}>
        <Button variant="subtle" loading={discard.busy} onClick={() => void discard.send({ clientId, noteDraftId })}>Discard</Button>
        <Button variant="filled" loading={sign.busy} disabled={server.conflict} onClick={() => void send()}>Sign the note</Button>
      </Dock>
    </>
  );
}

const Line = (props: { label: string; value: string; onChange: (value: string) => void; placeholder?: string; error?: string | undefined }) => (
  <Textarea label={props.label} value={props.value} placeholder={props.placeholder} error={props.error} autosize minRows={1} maxLength={2000}
    onChange={(event) => props.onChange(event.currentTarget.value)} />
);

/** When it was, for a note outside of the schedule. */
function When({ form }: { form: ReturnType<typeof useKeptForm<{ content: Draft['content']; startedAt: string; endedAt: string }>> }) {
  const zone = useZone();
  const { startedAt, endedAt } = form.values;
  const day = dateIn(startedAt, zone);
  const set = (date: string, from: string, to: string) => form.patch({ startedAt: instantOf(date, from, zone), endedAt: instantOf(date, to, zone) });
  return (
    <div className={css.when}>
      <DateBox label="Day" past value={day} onChange={(d) => d && set(d, timeIn(startedAt, zone), timeIn(endedAt, zone))} />
      <TimeBox label="From" value={timeIn(startedAt, zone)} onChange={(t) => t && set(day, t, timeIn(endedAt, zone))} />
      <TimeBox label="To" value={timeIn(endedAt, zone)} onChange={(t) => t && set(day, timeIn(startedAt, zone), t)} error={form.errorOf('endedAt')} />
    </div>
  );
}
