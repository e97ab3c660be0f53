import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { dateIn } from '../../../shared/dates.ts';
import { useMinute } from '../../../web/clock.ts';
import { Go, useParam } from '../../../web/go.tsx';
import { useAct, useRead } from '../../../web/operations.ts';
import { Card, ErrorBox, Facts, Hint, PageHead, Section, Shown, Stacked } from '../../../web/parts/index.ts';
import { useMay, useZone } from '../../../web/self.ts';
import { listWords, sentence } from '../../../web/words.ts';
import { readResource, verifyResource } from '../api.ts';
import { COST_WORDS, NEED_WORDS } from '../model.ts';
import { hoursOf, sayVerified } from './resource-words.ts';
import { ResourceForm } from './ResourceForm.tsx';
import css from './Resource.module.css';

/** One place on one card, to read, to check and to give on paper. */
export default function ResourcePage() {
  const resourceId = useParam('resourceId');
  const read = useRead(readResource, { resourceId });
  const today = dateIn(useMinute(), useZone());
  const may = useMay('resource.change');
  const [editing, setEditing] = useState(false);
  const verify = useAct(verifyResource);
  return (
    <Shown read={read} rows={6}>
      {(place) => (
        <article className={css.card}>
          <PageHead over={<Go to="/resources">Resources</Go>} title={place.name} tab="Resource" under={sentence(sayVerified(place, today))}
            action={<>{may && <Button onClick={() => setEditing(true)}>Change</Button>}<Button onClick={() => window.print()}>Print</Button></>} />
          <Stacked>
            {place.closed && <Hint>This place is gone. It is found in no search.</Hint>}
            <Card>
              <Facts size="lead" facts={[{ label: 'Number', value: place.phone }, { label: 'Cost', value: sentence(COST_WORDS[place.cost]) }]} />
              <p className={css.address}>{[place.address, place.postalCode].filter(Boolean).join(', ') || (place.online ? 'Online' : 'No address on record')}</p>
              {place.url && <p className={css.address}>{place.url}</p>}
            </Card>
            <Section title="Hours">{place.times.length === 0 ? <p>Not known. Call first.</p> : <ul className={css.hours}>{hoursOf(place).map((h) => <li key={h}>{h}</li>)}</ul>}</Section>
            <Section title="Helps with"><p>{sentence(listWords(place.needs.map((n) => NEED_WORDS[n].toLowerCase())))}.{place.eligibility.words && ` ${place.eligibility.words}.`}</p>{place.about && <p>{place.about}</p>}</Section>
            {may && (
              <div className={css.acts}>
                <ErrorBox error={verify.error} />
                <Button variant="filled" loading={verify.busy} onClick={() => void verify.send({ resourceId, stillThere: true })}>I checked, it is so</Button>
                {!place.closed && <Button variant="subtle" onClick={() => void verify.send({ resourceId, stillThere: false })}>It is gone</Button>}
              </div>
            )}
          </Stacked>
          <Modal opened={editing} onClose={() => setEditing(false)} title="Change this place" size="xl">
            {editing && <ResourceForm place={place} onDone={() => setEditing(false)} />}
          </Modal>
        </article>
      )}
    </Shown>
  );
}
