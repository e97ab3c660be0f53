/** The demo: a fictional agency half a year old, with a sign-in for each role. */
import { sayWeek } from './demo/words.ts';
import type { DemoPerson } from '../platform/sign-in/parts.ts';
import type { SignInHouse } from '../platform/sign-in/sign-in.ts';
import { ROLE_WORDS } from '../shared/roles.ts';
import { STAFF } from './demo/cast.ts';
import { simulate } from './demo/simulate.ts';
import { emailOf } from './demo/troupe.ts';
import type { Opened } from './open-house.ts';

/** Fills an empty database. Whoever calls it has marked the database as a demo first. */
export async function loadDemo(opened: Opened, signIn: SignInHouse, tell: (percent: number, say: string) => void): Promise<{ agencyId: string }> {
  const story = await simulate(opened.house, opened.house.clock.now(), tell);
  tell(97, 'Handing out the keys');
  const { agencyId } = story.troupe;
  for (const s of STAFF) {
    await signIn.createAccount({ email: emailOf(s.name), name: s.name, demo: true, memberships: [{ agencyId, kind: 'staff', subjectId: story.troupe.staffId(s.key) }] });
  }
  for (const one of [...story.inProgram.values()].slice(0, 3)) {
    await signIn.createAccount({ email: `client-${one.person.n}@example.org`, name: one.person.name, demo: true, memberships: [{ agencyId, kind: 'client', subjectId: one.clientId }] });
  }
  tell(100, 'Ready');
  return { agencyId };
}

const ROLE_OF = new Map(STAFF.map((s) => [s.name, s.key === 'trainee' ? 'Counselor in training' : ROLE_WORDS[s.roles[0]!]]));

/** Who stands on the demo's sign-in page: each role once, then clients. */
export async function demoPeople(opened: Opened): Promise<DemoPerson[]> {
  const { rows } = await opened.pools.signin.query<{ accountId: string; name: string; kind: DemoPerson['kind'] }>(`
    select a.id as "accountId", a.name, m.kind from auth.account a join auth.membership m on m.account_id = a.id
    where a.demo and m.ended_at is null order by a.created_at, a.id`);
  return rows.map((r) => ({ ...r, role: r.kind === 'staff' ? ROLE_OF.get(r.name) ?? 'Staff' : sayWeek(r.kind) }));
}
