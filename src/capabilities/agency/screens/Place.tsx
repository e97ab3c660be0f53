import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '../../../web/call.ts';
import { now } from '../../../web/clock.ts';
import { FieldGrid, NumberField, SelectField, TextField } from '../../../web/fields/index.ts';
import { Go } from '../../../web/go.tsx';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct, useRead } from '../../../web/operations.ts';
import { Empty, ErrorBox, PageHead, Row, Rows, Section, Shown, Stacked } from '../../../web/parts/index.ts';
import { sayCount, sayDay, sentence } from '../../../web/words.ts';
import { newId } from '../../../shared/ids.ts';
import { readAgency, saveRoom, saveSite, saveTravel } from '../api.ts';
import { OfTheAgency } from './OfTheAgency.tsx';

type Agency = OutputOf<typeof readAgency>;
type Site = Agency['sites'][number];
type Room = Agency['rooms'][number];
type Editing = { what: 'site'; site: Site | null } | { what: 'room'; room: Room | null } | null;

/** Where the program is: its sites, and the rooms that sessions are planned in. */
export default function Place() {
  const read = useRead(readAgency, {});
  const [editing, setEditing] = useState<Editing>(null);
  const stop = () => setEditing(null);
  return (
    <Stacked>
      <PageHead
        tab="Sites and rooms" title={read.data === undefined ? 'Sites and rooms' : `${read.data.name} has ${sayCount(read.data.rooms.length, 'room')}.`}
        action={<Button variant="filled" onClick={() => setEditing({ what: 'room', room: null })}>Add a room</Button>}
      />
      <Shown read={read} rows={4}>
        {({ sites, rooms, travel, ...agency }) => (
          <>
            {sites.map((site) => (
              <Section
                key={site.siteId} title={site.name} count={rooms.filter((one) => one.siteId === site.siteId).length}
                aside={<Button variant="subtle" onClick={() => setEditing({ what: 'site', site })}>Change this site</Button>}
              >
                <Rooms rooms={rooms.filter((one) => one.siteId === site.siteId)} onEdit={(room) => setEditing({ what: 'room', room })} />
              </Section>
            ))}
            <Button onClick={() => setEditing({ what: 'site', site: null })}>Add a site</Button>
            {sites.length > 1 && (
              <Section title="Minutes between sites">
                <FieldGrid>
                  {sites.flatMap((from, n) => sites.slice(n + 1).map((to) => (
                    <Between key={from.siteId + to.siteId} from={from} to={to}
                      minutes={travel.find((one) => one.fromSiteId === from.siteId && one.toSiteId === to.siteId)?.minutes ?? null} />
                  )))}
                </FieldGrid>
              </Section>
            )}
            <OfTheAgency agency={agency} />
            <Modal opened={editing !== null} onClose={stop} title={editing?.what === 'site' ? 'A site' : 'A room'} size="lg">
              {editing?.what === 'site' && <SiteForm key={editing.site?.siteId ?? 'new'} site={editing.site} onDone={stop} />}
              {editing?.what === 'room' && <RoomForm key={editing.room?.roomId ?? 'new'} room={editing.room} sites={sites} onDone={stop} />}
            </Modal>
          </>
        )}
      </Shown>
    </Stacked>
  );
}

function Rooms(props: { rooms: readonly Room[]; onEdit: (room: Room) => void }) {
  if (props.rooms.length === 0) return <Empty>No room yet. Groups need one.</Empty>;
  return (
    <Rows>
      {props.rooms.map((one) => (
        <Row key={one.roomId} title={one.name} past={one.closedOn !== null}
          sub={[sentence(sayCount(one.places, 'place')), one.closedOn === null ? '' : `closed from ${sayDay(one.closedOn)}`].filter(Boolean).join(', ')}
          right={<Go to={`/place/${one.roomId}/close`} aria-label={`${one.closedOn === null ? 'Close' : 'Closing of'} ${one.name}`}>{one.closedOn === null ? 'Close' : 'Closing'}</Go>}
          action={<Button aria-label={`Change ${one.name}`} onClick={() => props.onEdit(one)}>Change</Button>} />
      ))}
    </Rows>
  );
}

/** How long it takes from one site to the other, either way: one-to-one times are not offered closer together. */
function Between({ from, to, minutes }: { from: Site; to: Site; minutes: number | null }) {
  const form = useKeptForm(`travel:${from.siteId}:${to.siteId}`, { minutes });
  const save = useAct(saveTravel, { form });
  const typed = form.values.minutes;
  return (
    <div>
      <NumberField form={form} name="minutes" label={`${from.name} and ${to.name}`} whole />
      <ErrorBox error={save.error} />
      <Button mt="xs" loading={save.busy} disabled={typed === null || typed === minutes}
        onClick={() => typed !== null && void save.send({ fromSiteId: from.siteId, toSiteId: to.siteId, minutes: typed })}>Keep these minutes</Button>
    </div>
  );
}

function SiteForm(props: { site: Site | null; onDone: () => void }) {
  const [siteId] = useState(() => props.site?.siteId ?? newId(Date.parse(now())));
  const form = useKeptForm(`site:${props.site?.siteId ?? 'new'}`, { name: props.site?.name ?? '', address: props.site?.address ?? '', phone: props.site?.phone ?? '' });
  const save = useAct(saveSite, { form });
  const send = async () => {
    if (await save.send({ ...props.site, siteId, ...form.values }) !== undefined) props.onDone();
  };
  return (
    <Stacked>
      <TextField form={form} name="name" label="Name" />
      <TextField form={form} name="address" label="Address" />
      <TextField form={form} name="phone" label="Phone" />
      <ErrorBox error={save.error} />
      <Button variant="filled" size="md" fullWidth loading={save.busy} onClick={() => void send()}>Save the site</Button>
    </Stacked>
  );
}

function RoomForm(props: { room: Room | null; sites: readonly Site[]; onDone: () => void }) {
  const { room, sites } = props;
  const [roomId] = useState(() => room?.roomId ?? newId(Date.parse(now())));
  const form = useKeptForm(`room:${room?.roomId ?? 'new'}`, { name: room?.name ?? '', siteId: room?.siteId ?? sites[0]?.siteId ?? '', places: (room?.places ?? 12) as number | null });
  const save = useAct(saveRoom, { form });
  const { values } = form;
  const send = async () => {
    if (await save.send({ roomId, name: values.name, siteId: values.siteId, places: values.places ?? 0 }) !== undefined) props.onDone();
  };
  return (
    <Stacked>
      <TextField form={form} name="name" label="Name" placeholder="Room 1" />
      <FieldGrid>
        <SelectField form={form} name="siteId" label="Site" options={sites.map((one) => ({ value: one.siteId, label: one.name }))} />
        <NumberField form={form} name="places" label="Places" whole />
      </FieldGrid>
      <ErrorBox error={save.error} />
      <Button variant="filled" size="md" fullWidth loading={save.busy} onClick={() => void send()}>Save the room</Button>
    </Stacked>
  );
}
