import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import { Go, useGo } from '../../../web/go.tsx';
import { useRead } from '../../../web/operations.ts';
import { Empty, Row, Rows, Section, Shown, Stacked } from '../../../web/parts/index.ts';
import { useMay, useZone } from '../../../web/self.ts';
import { sayDay } from '../../../web/words.ts';
import { dateIn } from '../../../shared/dates.ts';
import { listReadings, type Reading } from '../api.ts';
import { CHANGE_WORDS } from '../change.ts';
import { INSTRUMENTS } from '../library.ts';
import type { InstrumentCode } from '../model.ts';
import { AlertCard } from './AlertCard.tsx';
import { ScoreLine } from './ScoreLine.tsx';
import { sayScale } from './ScoreShown.tsx';

/** A chart's scores: open alerts first, then each instrument with its latest score, its line and its change. */
export default function ScoresPanel({ clientId }: { clientId: string }) {
  const read = useRead(listReadings, { clientId });
  return <Shown read={read}>{(all) => <Scores clientId={clientId} all={all} />}</Shown>;
}

function Scores({ clientId, all }: { clientId: string; all: readonly Reading[] }) {
  const may = useMay('instrument.record');
  const standing = all.filter((one) => !one.corrected);
  const open = standing.filter((one) => one.scored.alerts.length > 0 && one.answered === null);
  const codes = [...new Set(standing.map((one) => one.code))];
  return (
    <Stacked>
      {open.map((one) => <AlertCard key={one.id} alert={one.scored.alerts[0]!} answer={{ clientId, reading: one }} />)}
      <Section title="Scores" aside={may && <Ask clientId={clientId} />}>
        {codes.length === 0 ? <Empty>Nothing asked yet. Start with the C-SSRS screener and PHQ-9.</Empty> : (
          <Rows>
            {codes.map((code) => <OneInstrument key={code} clientId={clientId} code={code} readings={standing.filter((one) => one.code === code)} />)}
          </Rows>
        )}
      </Section>
    </Stacked>
  );
}

function OneInstrument({ clientId, code, readings }: { clientId: string; code: InstrumentCode; readings: readonly Reading[] }) {
  const zone = useZone();
  const may = useMay('instrument.record');
  const [whole, setWhole] = useState(false);
  const go = useGo();
  const latest = readings[0]!;
  const instrument = INSTRUMENTS[code];
  const day = (one: Reading): string => sayDay(dateIn(one.takenAt, zone));
  const by = latest.byInitials === null ? 'own phone' : latest.byInitials;
  const change = latest.change ? `, ${CHANGE_WORDS[latest.change.label]} (${latest.change.change > 0 ? '+' : ''}${latest.change.change})` : '';
  return (
    <>
      <Row
        title={<><strong>{instrument.title}</strong> {words(latest)}</>}
        sub={(
          <>
            {instrument.about} · {day(latest)}, {by}{change}
            {readings.length > 1 && (
              <Button variant="subtle" size="compact-xs" ml={8} aria-expanded={whole} onClick={() => setWhole(!whole)}>
                {whole ? 'Only the latest' : `All ${readings.length} times`}
              </Button>
            )}
          </>
        )}
        right={<ScoreLine instrument={instrument} readings={readings} />}
        action={may ? <Button onClick={() => go(`/clients/${clientId}/instruments/${code}`)}>Ask again</Button>
          : undefined}
      />
      {whole && readings.slice(1).map((one) => (
        <Row key={one.id} past title={words(one)} sub={`${day(one)}, ${one.byInitials ?? 'own phone'}`}
          {...(may ? { action: <Go to={`/clients/${clientId}/instruments/${code}?corrects=${one.id}`}>Correct</Go> } : {})} />
      ))}
      {latest.answered && <Row past title={`Alert answered: ${latest.answered.done}`} sub={latest.answered.byInitials} />}
    </>
  );
}

const words = (one: Reading): string => (one.scored.scales.length === 0
  ? (one.scored.missing.length > 0 ? `${one.scored.missing.length} left open` : 'read item by item')
  : one.scored.scales.map(sayScale).join(' · '));

function Ask({ clientId }: { clientId: string }) {
  const go = useGo();
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target><Button rightSection={<IconChevronDown size={16} aria-hidden />}>Ask an instrument</Button></Menu.Target>
      <Menu.Dropdown>
        {Object.values(INSTRUMENTS).map((one) => (
          <Menu.Item key={one.code} onClick={() => go(`/clients/${clientId}/instruments/${one.code}`)}>{one.title} · {one.about}</Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
