import { Button, Select } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useEffect } from 'react';
import { addDays, dateIn, weekdayOf } from '../../../shared/dates.ts';
import { useMinute } from '../../../web/clock.ts';
import { useGo, useQueryTexts } from '../../../web/go.tsx';
import { useRead } from '../../../web/operations.ts';
import { PageHead, Shown as Loaded } from '../../../web/parts/index.ts';
import { useZone } from '../../../web/self.ts';
import { printSideways } from '../../../web/print.ts';
import { sayWeek, sayWeekday } from '../../../web/words.ts';
import { readProgramWeek } from '../api.ts';
import { addressOf, viewOf } from './calendar-view.ts';
import { sheetsOf, textSize, type Sheet } from './week-sheet.ts';
import css from './WeekSheet.module.css';

const PARTS = ['Morning', 'Afternoon', 'Evening'];

/** A week for the wall, as it will be printed: groups by day, without anybody who comes. */
export default function WeekSheet() {
  const go = useGo();
  const today = dateIn(useMinute(), useZone());
  const view = viewOf(useQueryTexts(), today);
  const week = useRead(readProgramWeek, { on: view.on });
  useEffect(() => printSideways(), []);
  const show = (patch: Partial<typeof view>) => go(addressOf({ ...view, ...patch }, today, '/week/print'));
  return (
    <Loaded read={week} rows={8}>{(data) => {
      const sheets = sheetsOf(data, view);
      return (
        <>
          <div className={css.screen}>
            <PageHead title="A week for the wall" tab="Print" under="Groups only, on a page on its side. Nobody who comes is named." action={<>
              <Button onClick={() => go(addressOf(view, today))}>Back to the week</Button>
              <Button variant="filled" leftSection={<IconPrinter size={18} />} onClick={() => window.print()}>Print {sheets.length === 1 ? 'it' : `${sheets.length} pages`}</Button>
            </>} />
            <div className={css.filters}>
              {data.sites.length > 1 && <Select aria-label="All sites" placeholder="All sites" clearable value={view.site} onChange={(site) => show({ site })} data={data.sites.map((one) => ({ value: one.siteId, label: one.name }))} />}
              {data.tracks.length > 1 && <Select aria-label="All tracks" placeholder="All tracks" clearable value={view.track} onChange={(track) => show({ track })} data={data.tracks.map((one) => ({ value: one.trackId, label: one.name }))} />}
            </div>
          </div>
          {sheets.map((sheet) => <Paper key={sheet.title} sheet={sheet} from={data.from} />)}
        </>
      );
    }}</Loaded>
  );
}

function Paper({ sheet, from }: { sheet: Sheet; from: string }) {
  const parts = PARTS.map((name, at) => ({ name, at })).filter(({ at }) => sheet.days.some((day) => day.parts[at]!.length > 0));
  const days = sheet.days.filter((day, n) => n < 5 || day.closed !== null || day.parts.some((part) => part.length > 0));
  return (
    <section className={css.paper} aria-label={sheet.title || 'The week'} style={{ fontSize: `${textSize(sheet.most)}pt` }}>
      <header><h2>{sayWeek(from, addDays(from, 6))}</h2><p>{sheet.title}</p></header>
      <table>
        <thead><tr><th scope="col"><span className={css.unseen}>Part of the day</span></th>{days.map((day) => <th key={day.date} scope="col">{sayWeekday(weekdayOf(day.date))} <span>{Number(day.date.slice(8))}</span></th>)}</tr></thead>
        <tbody>
          {parts.map(({ name, at }, n) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {days.map((day) => (
                <td key={day.date}>
                  {n === 0 && day.closed !== null && <p className={css.closed}>Closed: {day.closed}</p>}
                  {day.parts[at]!.map((one) => (
                    <div key={one.key} className={css.entry} data-off={one.cancelled}>
                      <span>{one.times}</span><b>{one.name}</b><span>{one.cancelled ? 'cancelled' : [one.where, one.by].filter(Boolean).join(' · ')}</span>
                    </div>
                  ))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {parts.length === 0 && <p className={css.closed}>No group meets in this week.</p>}
    </section>
  );
}
