/** Gathers what every room derives; the list of rooms comes from `app/`, so that none is imported here. */
import { accept } from '../../shared/decision.ts';
import { addDays, addHours, instantOf } from '../../shared/dates.ts';
import type { Id } from '../../shared/ids.ts';
import { handle, type Act, type DueOfAgency, type DueOfClient, type Handler, type Job } from '../../platform/serve/handle.ts';
import * as api from './api.ts';
import { foldShared } from './fold.ts';
import * as dayStore from './day-store.ts';
import * as store from './store.ts';

export const listMyObligations = handle(api.listMyObligations, async ({ tx, actor, now }, { days }) =>
  accept(foldShared(await store.listOwedBy(tx, actor.subjectId, actor.roles, addHours(now, days * 24)))));

export const listClientObligations = handle(api.listClientObligations, async ({ tx }, { clientId }) =>
  accept(await store.listOfClient(tx, clientId)));

export const listAllObligations = handle(api.listAllObligations, async ({ tx, now }, { days }) =>
  accept(await store.listOwed(tx, addHours(now, days * 24))));

export const readWorkday = handle(api.readWorkday, async ({ tx, actor, zone, today }, { on }) => {
  const [from, before] = [instantOf(on, '00:00', zone), instantOf(addDays(on, 1), '00:00', zone)];
  const me = actor.subjectId;
  const [expected, said, notes, news] = await Promise.all([
    dayStore.listExpected(tx, me, from, before), dayStore.listSaid(tx, me, from, before), dayStore.listNoteStates(tx, me, from, before),
    dayStore.listNews(tx, instantOf(today, '00:00', zone)),
  ]);
  const person = ({ clientId, initials }: { clientId: Id; initials: string }) => ({ clientId, initials });
  return accept({
    sessions: notes.map(({ sessionId, note }) => {
      const here = expected.filter((one) => one.sessionId === sessionId);
      return {
        sessionId, note, expected: here.map(person), isNew: here.filter((one) => one.isNew).map(person),
        said: said.flatMap((one) => {
          const who = here.find((other) => other.clientId === one.clientId);
          return one.sessionId !== sessionId || one.kind === 'on_my_way' || !who ? [] : [{ ...person(who), kind: one.kind, words: one.words }];
        }),
      };
    }),
    news,
  });
});

export type Gathering = {
  /** Derives and stores what is owed about these clients, and tells how many rows changed. */
  derive(act: Act, clientIds: readonly Id[]): Promise<number>;
  handlers: Handler[];
  jobs: Job[];
};

export function gatherObligations(ofClient: readonly DueOfClient[], ofAgency: readonly DueOfAgency[]): Gathering {
  const derive = async (act: Act, clientIds: readonly Id[]): Promise<number> => {
    let changed = 0;
    for (const clientId of clientIds) {
      const owed = (await Promise.all(ofClient.map((due) => due(act, clientId)))).flat();
      changed += await store.replace(act.tx, clientId, owed);
    }
    return changed;
  };
  const deriveAll = handle(api.deriveAllObligations, async (act) => {
    const clientIds = await store.listClientsToWatch(act.tx, act.now);
    const changed = await derive(act, clientIds);
    const owed = (await Promise.all(ofAgency.map((due) => due(act)))).flat();
    return accept({ clients: clientIds.length, changed: changed + await store.replace(act.tx, null, owed) });
  });
  return {
    derive,
    handlers: [listMyObligations, listClientObligations, listAllObligations, readWorkday, deriveAll],
    jobs: [{ operation: api.deriveAllObligations.name, cron: '10 * * * *' }],
  };
}
