import { Button, FileInput } from '@mantine/core';
import { useState } from 'react';
import { Go } from '../../../web/go.tsx';
import { useAct } from '../../../web/operations.ts';
import { DataTable, ErrorBox, PageHead, Section, Stacked } from '../../../web/parts/index.ts';
import { sayCount, sentence } from '../../../web/words.ts';
import { importResources } from '../api.ts';

/** A list from a spreadsheet: what was taken, and which lines want mending. */
export default function ImportResources() {
  const [file, setFile] = useState<File | null>(null);
  const take = useAct(importResources);
  const done = take.value;
  return (
    <Stacked>
      <PageHead over={<Go to="/resources">Resources</Go>} tab="Import"
        title={done ? `${sentence(sayCount(done.added, 'place'))} added, ${sayCount(done.changed, 'place')} brought up to date.` : 'Bring a list of places'}
        under={done ? (done.bad.length === 0 ? 'Every line was good.' : `${sentence(sayCount(done.bad.length, 'line'))} wait for mending. Mend and import again: nothing is doubled.`) : undefined} />
      <Section title="The file">
        <p>A CSV with a first line of names: <b>name</b>, <b>needs</b>, phone, address, postal code, hours (Mon 18:00-19:30; Sat 10:00-11:00), cost (free, sliding, insurance, fee), languages, eligibility, verified on.</p>
        <FileInput label="CSV file" placeholder="Choose a file" accept=".csv,text/csv" value={file} onChange={setFile} clearable maw={420} />
      </Section>
      <ErrorBox error={take.error} />
      <div><Button variant="filled" disabled={file === null} loading={take.busy} onClick={() => void file!.text().then((csv) => take.send({ csv }))}>{file ? `Import ${file.name}` : 'Import'}</Button></div>
      {done && done.bad.length > 0 && (
        <Section title="To mend" count={done.bad.length}>
          <DataTable caption="Lines that were not taken" rows={done.bad} rowKey={(row) => String(row.line)}
            columns={[{ head: 'Line', cell: (row) => row.line, number: true }, { head: 'What to mend', cell: (row) => row.say }]} />
        </Section>
      )}
    </Stacked>
  );
}
