/** Gathers what every room derives; the list of rooms comes from `app/`, so that none is imported here. */
import { accept } from '../../shared/decision.ts';
import { addDays, addHours, instantOf } from '../../shared/dates.ts';
import type { Id } from '../../shared/ids.ts';
import type { Obligation } from '../../shared/obligation.ts';
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

/** How many people are derived side by side in one transaction. */
const AT_ONCE = 8;

/** All are heard to their end, so that none still reads when another has failed. */
async function heard<T>(all: readonly Promise<T>[]): Promise<T[]> {
  return (await Promise.allSettled(all)).map((one) => {
    if (one.status === 'rejected') throw one.reason;
    return one.value;
  });
}

const portionsOf = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size));

export function gatherObligations(ofClient: readonly DueOfClient[], ofAgency: readonly DueOfAgency[]): Gathering {
  const owedAbout = async (act: Act, subject: Id | null): Promise<Obligation[]> => {
    return (await heard(subject === null ? ofAgency.map((due) => due(act)) : ofClient.map((due) => due(act, subject)))).flat();
  };
  /** Reads about all at once, so that the database has always something to answer; then writes, one after another. */
  const deriveTogether = async (act: Act, subjects: readonly (Id | null)[]): Promise<number> => {
    const owed = await heard(subjects.map((subject) => owedAbout(act, subject)));
    let changed = 0;
    for (const [i, subject] of subjects.entries()) changed += await store.replace(act.tx, subject, owed[i]!);
    return changed;
  };
  const derive = async (act: Act, clientIds: readonly Id[]): Promise<number> => {
    let changed = 0;
    for (const some of portionsOf(clientIds, AT_ONCE)) changed += await deriveTogether(act, some);
    return changed;
  };
  /** One that fails is given a job of its own, where it fails alone and is tried again; the others are done. */
  const derivePortion = async (act: Act, subjects: readonly (Id | null)[]): Promise<{ changed: number; aside: number }> => {
    let changed = 0;
    const aside: (Id | null)[] = [];
    const apart = async (some: readonly (Id | null)[]): Promise<void> => {
      try {
        changed += await act.tx.apart(() => deriveTogether(act, some));
      } catch (error) {
        if (subjects.length === 1) throw error;
        if (some.length === 1) aside.push(some[0]!);
        else for (const one of some) await apart([one]);
      }
    };
    for (const some of portionsOf(subjects, AT_ONCE)) await apart(some);
    for (const subject of aside) await act.later(api.deriveSomeObligations.name, { subjects: [subject] });
    return { changed, aside: aside.length };
  };
  const deriveSome = handle(api.deriveSomeObligations, async (act, { subjects }) => accept(await derivePortion(act, subjects)));
  const deriveAll = handle(api.deriveAllObligations, async (act, { most }) => {
    const clientIds = await store.listClientsToWatch(act.tx, act.now);
    const fit = clientIds.length <= most;
    const { changed, aside } = await derivePortion(act, fit ? [...clientIds, null] : [null]);
    let portions = aside;
    for (const subjects of fit ? [] : portionsOf(clientIds, most)) {
      await act.later(api.deriveSomeObligations.name, { subjects });
      portions++;
    }
    return accept({ clients: clientIds.length, changed, portions });
  });
  return {
    derive,
    handlers: [listMyObligations, listClientObligations, listAllObligations, readWorkday, deriveAll, deriveSome],
    jobs: [{ operation: api.deriveAllObligations.name, cron: '10 * * * *' }],
  };
}
