import { Button, FileButton } from '@mantine/core';
import { useAct, useRead } from '../../../web/operations.ts';
import { ErrorBox, PageHead, Row, Rows, Shown } from '../../../web/parts/index.ts';
import { Mark } from '../../../web/pictures/index.ts';
import { sayCount } from '../../../web/words.ts';
import { importWording, listWordings } from '../api.ts';
import { INSTRUMENTS } from '../library.ts';
import type { Instrument, Licence } from '../model.ts';
import type { KeptWording } from './kept-wording.ts';
import css from './Library.module.css';

const LICENCE: Record<Licence['wording'], string> = {
  free: 'wording is free to import', 'free-unmodified': 'wording is free to import, unchanged',
  'with-attribution': 'wording by import, with attribution', 'non-commercial': 'wording by import for non-commercial use',
};

/** Which instruments can be scored, and whose official wording the agency has imported (INS-07). */
export default function Library() {
  const read = useRead(listWordings, {});
  return (
    <Shown read={read}>
      {(wordings) => {
        const all = Object.values(INSTRUMENTS);
        return (
          <>
            <PageHead
              title={wordings.length === 0 ? 'No official wording imported yet.' : `${wordings.length} of ${all.length} wordings imported.`}
              under={'Stepwell scores the answers. The questions belong to their authors: import each as a FHIR Questionnaire (.json). '
                + 'Until then staff read from the official form, and clients’ phones do not offer it.'}
            />
            <Rows label="Instruments">
              {all.map((one) => <OneWording key={one.code} instrument={one} wording={wordings.find((found) => found.code === one.code) ?? null} />)}
            </Rows>
          </>
        );
      }}
    </Shown>
  );
}

function OneWording({ instrument, wording }: { instrument: Instrument; wording: KeptWording | null }) {
  const act = useAct(importWording);
  const take = async (file: File | null): Promise<void> => {
    if (file) await act.send({ code: instrument.code, file: await file.text() });
  };
  const kept = wording ? `Version ${wording.version || 'not stated'}, ${wording.copyright || 'no licence stated'}.` : '';
  return (
    <>
      <Row
        lead={<Mark kind={wording ? 'done' : 'later'} label={wording ? 'Imported' : 'Not imported'} />}
        title={<><strong>{instrument.title}</strong> {instrument.about.toLowerCase()}</>}
        sub={`${sayCount(instrument.items.length, 'item')}, ${instrument.licence.holder}: ${LICENCE[instrument.licence.wording]}. ${kept}`}
        action={(
          <FileButton accept="application/json,.json" onChange={(file) => void take(file)}>
            {(props) => <Button {...props} loading={act.busy}>{wording ? 'Import again' : 'Import'}</Button>}
          </FileButton>
        )}
      />
      {act.error && <li className={css.fault}><ErrorBox error={act.error} /></li>}
    </>
  );
}
