import { Button } from '@mantine/core';
import type { OutputOf } from '../../../web/call.ts';
import { TextAreaField } from '../../../web/fields/index.ts';
import { Go, useParam } from '../../../web/go.tsx';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct, useRead } from '../../../web/operations.ts';
import { Empty, ErrorBox, PageHead, SavedState, Section, Shown, Stacked } from '../../../web/parts/index.ts';
import { useMay, useZone } from '../../../web/self.ts';
import { sayWhen } from '../../../web/words.ts';
import { printDischargeSummary, readDischargeSummary, signDischargeSummary } from '../api.ts';
import css from './Summary.module.css';

type Whole = NonNullable<OutputOf<typeof readDischargeSummary>>;

/** The discharge summary: put together from the record, read, mended where needed, signed once; then a PDF. */
export default function Summary() {
  const clientId = useParam('clientId');
  const read = useRead(readDischargeSummary, { clientId });
  const may = useMay('transition.sign');
  return (
    <Shown read={read} rows={10}>
      {(whole) => whole === null ? <Empty action={<Go to={`/clients/${clientId}/transition`}>Open the transition</Go>}>The stay has not ended, so there is nothing to sum up.</Empty>
        : whole.signed || !may ? <Signed clientId={clientId} whole={whole} /> : <Writing key={whole.dischargeId} clientId={clientId} whole={whole} />}
    </Shown>
  );
}

function Signed({ clientId, whole }: { clientId: string; whole: Whole }) {
  const zone = useZone();
  return (
    <article className={css.paper}>
      <PageHead over={<Go to={`/clients/${clientId}/transition`}>Transition</Go>} tab="Summary" title={whole.signed ? 'The summary is signed.' : 'The summary is not signed yet.'}
        under={whole.signed ? `${whole.signed.as}, ${sayWhen(whole.signed.at, zone)}` : undefined} action={whole.signed ? <Download clientId={clientId} /> : undefined} />
      <Stacked>{whole.parts.map((p) => <Section key={p.part} title={p.title}><p className={css.text}>{p.text}</p></Section>)}</Stacked>
    </article>
  );
}

/** The file is made on the server from the signed text, and handed over as it came. */
function Download({ clientId }: { clientId: string }) {
  const read = useRead(printDischargeSummary, { clientId });
  const save = () => {
    if (!read.data) return;
    const bytes = Uint8Array.from(atob(read.data.pdf), (c) => c.charCodeAt(0));
    const url = URL.createObjectURL(new Blob([bytes], { type: 'application/pdf' }));
    const link = Object.assign(document.createElement('a'), { href: url, download: 'summary.pdf' });
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
  };
  return <Button variant="filled" loading={read.isPending} disabled={!read.data} onClick={save}>Download the PDF</Button>;
}

function Writing({ clientId, whole }: { clientId: string; whole: Whole }) {
  const form = useKeptForm<Record<string, string>>(`summary:${whole.dischargeId}`, Object.fromEntries(whole.parts.map((p) => [p.part, p.text])));
  const sign = useAct(signDischargeSummary, { form });
  return (
    <article className={css.paper}>
      <PageHead over={<Go to={`/clients/${clientId}/transition`}>Transition</Go>} tab="Summary" title="Read it, mend it, sign it."
        under="Put together from the record. After you sign, nothing in it changes." beside={<SavedState kept={form.kept} restoredAt={form.restoredAt} />} />
      <Stacked>
        {whole.parts.map((p) => <TextAreaField key={p.part} form={form} name={p.part} label={p.title} rows={1} maxLength={8000} />)}
        <ErrorBox error={sign.error} />
        <div>
          <Button variant="filled" loading={sign.busy} onClick={() => void sign.send({ clientId, parts: whole.parts.map((p) => ({ part: p.part, text: form.values[p.part] ?? p.text })) })}>Sign the summary</Button>
        </div>
      </Stacked>
    </article>
  );
}
