import { Button } from '@mantine/core';
import { useState } from 'react';
import { newId } from '../../../shared/ids.ts';
import { ChoiceField, ChoicesField, FieldGrid, TextAreaField, TextField, TickField } from '../../../web/fields/index.ts';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct } from '../../../web/operations.ts';
import { ErrorBox, Stacked } from '../../../web/parts/index.ts';
import { saveResource } from '../api.ts';
import type { Cost, NeedKind } from '../model.ts';
import { readTimes, timesText } from '../times.ts';
import { COST_OPTIONS, NEED_OPTIONS, type Place } from './resource-words.ts';

const NEW = { name: '', needs: [] as string[], about: '', phone: '', url: '', address: '', postalCode: '', online: false, times: '', cost: 'free', languages: 'en', eligibility: '' };
const textOf = (p: Place): typeof NEW => ({ name: p.name, needs: p.needs, about: p.about, phone: p.phone, url: p.url, address: p.address, postalCode: p.postalCode,
  online: p.online, times: timesText(p.times), cost: p.cost, languages: p.languages.join(', '), eligibility: p.eligibility.words });

/** A place of the directory, added or changed. Hours are typed as one line and read back as days. */
export function ResourceForm(props: { place: Place | null; onDone: (resourceId: string) => void }) {
  const { place } = props;
  const [id] = useState(() => place?.id ?? newId());
  const form = useKeptForm(`resource:${place?.id ?? 'new'}`, place ? textOf(place) : NEW);
  const save = useAct(saveResource, { form, onDone: () => props.onDone(id) });
  const v = form.values;
  const times = readTimes(v.times);
  const send = () => {
    if (times === null) return;
    const moved = place === null || place.postalCode !== v.postalCode || place.address !== v.address;
    void save.send({ version: place?.version ?? null, resource: {
      id, name: v.name, needs: v.needs as NeedKind[], about: v.about, phone: v.phone, url: v.url, address: v.address, postalCode: v.postalCode,
      place: moved ? null : place.place, online: v.online, times, cost: v.cost as Cost, languages: v.languages.split(/[,;\s]+/).filter(Boolean),
      eligibility: { ageFrom: null, ageTo: null, genders: [], withChildren: null, ...place?.eligibility, words: v.eligibility },
    } });
  };
  return (
    <Stacked>
      <FieldGrid>
        <TextField form={form} name="name" label="Name" maxLength={200} />
        <TextField form={form} name="phone" label="Number" type="tel" maxLength={60} />
        <TextField form={form} name="address" label="Address" maxLength={300} />
        <TextField form={form} name="postalCode" label="Postal code" help="Distances are counted from here." maxLength={12} />
        <TextField form={form} name="url" label="Web page" maxLength={400} />
        <TextField form={form} name="languages" label="Languages" help="Like en, es" maxLength={80} />
      </FieldGrid>
      <ChoicesField form={form} name="needs" label="Helps with" options={NEED_OPTIONS} />
      <ChoiceField form={form} name="cost" label="Cost" options={COST_OPTIONS} />
      <div>
        <TextField form={form} name="times" label="Hours" help="Like Mon 18:00-19:30; Sat 10:00-11:00. Empty if you do not know." maxLength={600} />
        {times === null && <p role="alert">Write the hours like Mon 18:00-19:30; Sat 10:00-11:00.</p>}
      </div>
      <TickField form={form} name="online" label="Online" />
      <TextField form={form} name="eligibility" label="Who may come" placeholder="Adults of the county" maxLength={400} />
      <TextAreaField form={form} name="about" label="What to know" maxLength={2000} />
      <ErrorBox error={save.error} />
      <div><Button variant="filled" loading={save.busy} disabled={times === null} onClick={send}>Keep this place</Button></div>
    </Stacked>
  );
}
