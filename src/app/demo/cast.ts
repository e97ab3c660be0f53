/** Who works at the demo's agency and who comes to it. Every one of them is invented. */
import type { Role } from '../../shared/roles.ts';
import type { CredentialKind } from '../../capabilities/agency/services.ts';
import { randomFrom, type Random } from './random.ts';

export type DemoStaff = { key: string; name: string; roles: Role[]; credential: CredentialKind | null; supervisedBy?: string };

export const STAFF: readonly DemoStaff[] = [
  { key: 'intake', name: 'Casey Lind', roles: ['intake'], credential: null },
  { key: 'counselor', name: 'Toni Brandt', roles: ['counselor', 'facilitator'], credential: 'licensed-clinical-social-worker' },
  { key: 'second', name: 'Kim Rowe', roles: ['counselor', 'facilitator'], credential: 'licensed-addiction-counselor' },
  { key: 'trainee', name: 'Ira Solberg', roles: ['counselor', 'facilitator'], credential: 'registered-trainee', supervisedBy: 'supervisor' },
  { key: 'medical', name: 'Sam Okafor', roles: ['medical'], credential: 'physician' },
  { key: 'nurse', name: 'Noa Petit', roles: ['nurse'], credential: 'registered-nurse' },
  { key: 'technician', name: 'Jo Marsh', roles: ['technician'], credential: 'testing-technician' },
  { key: 'manager', name: 'Lee Abara', roles: ['case_manager'], credential: 'case-manager' },
  { key: 'supervisor', name: 'Ada Falk', roles: ['supervisor', 'facilitator'], credential: 'licensed-clinical-social-worker' },
  { key: 'director', name: 'Robin Vance', roles: ['director'], credential: null },
  { key: 'administrator', name: 'Alex Stone', roles: ['administrator'], credential: null },
  { key: 'privacy', name: 'Pat Quill', roles: ['privacy_officer'], credential: null },
];

/** How somebody's time in the program goes. */
export type Course = 'finishes' | 'steady' | 'wavers' | 'leaves' | 'elsewhere' | 'waits';

export type DemoPerson = {
  n: number;
  name: string;
  pronouns: string;
  bornOn: string;
  phone: string;
  substance: 'alcohol' | 'opioid' | 'stimulant' | 'cocaine' | 'cannabis';
  /** Weeks after the demo's first Monday on which they call. */
  callWeek: number;
  callWeekday: number;
  course: Course;
  track: 'Evening' | 'Morning';
  work: string;
  children: string;
  ownWords: string;
  need: string;
  random: Random;
};

const FIRST = ['Rowan', 'Luz', 'Jules', 'Mika', 'Dara', 'Ellis', 'Noor', 'Tam', 'Wren', 'Odell', 'Sage', 'Ines', 'Bo', 'Cleo', 'Devi', 'Emre', 'Fay', 'Gio', 'Hana', 'Ivo',
  'Juno', 'Kofi', 'Lior', 'Mara', 'Nils', 'Orla', 'Pia', 'Quinn', 'Remy', 'Sol', 'Tove', 'Uma', 'Vida', 'Wes', 'Xan', 'Yara', 'Zeno', 'Ama', 'Beck', 'Cyd'];
const LAST = ['Ortiz', 'Medina', 'Lund', 'Abbey', 'Wells', 'Nash', 'Bright', 'Castor', 'Dunn', 'Eames', 'Finch', 'Grove', 'Hale', 'Irving', 'Joss', 'Kerr', 'Lark', 'Moss', 'North', 'Oakes',
  'Pell', 'Quist', 'Reed', 'Shaw', 'Thorn', 'Usher', 'Vale', 'Ward', 'Yates', 'Zane'];
const WORDS = ['I want my mornings back.', 'I want my kids to trust me again.', 'I want to keep my job and my licence.', 'I want to sleep without it.', 'I want to be somebody who answers the phone.',
  'I want one year.', 'I want to sit through dinner.', 'I want to stop counting hours.'];
const NEEDS = ['Alone most evenings', 'Sleep falls apart without use', 'Work ends where the bar begins', 'Every Friday is payday', 'The house is full of people who use', 'Pain that never quite stops'];
const WORK = ['Mon–Fri 7–3:30', 'Mon–Fri 9–5', 'Tue–Sat 1–9', '', 'Mon, Wed, Fri 8–2', 'Mon–Fri 6–2'];
const CHILDREN = ['', 'pick-up 5 pm Tue, Thu', '', 'Mon–Fri 3–5', ''];

/** About sixty people in all stages over half a year. */
export function people(weeks: number): DemoPerson[] {
  const random = randomFrom(20_260);
  return Array.from({ length: 62 }, (_, n): DemoPerson => {
    const own = randomFrom(7_000 + n);
    const callWeek = Math.min(weeks - 1, Math.floor((n * weeks) / 62));
    const work = own.pick(WORK);
    return {
      n, name: `${FIRST[n % FIRST.length]} ${LAST[(n * 7 + Math.floor(n / FIRST.length)) % LAST.length]}`, pronouns: own.pick(['they/them', 'she/her', 'he/him']),
      bornOn: `${own.int(1966, 2004)}-${String(own.int(1, 12)).padStart(2, '0')}-${String(own.int(1, 28)).padStart(2, '0')}`,
      phone: `555-01${String(n).padStart(2, '0')}`, substance: own.pick(['alcohol', 'alcohol', 'opioid', 'stimulant', 'cocaine', 'cannabis']),
      callWeek, callWeekday: 1 + (n % 5), course: courseOf(random, n, callWeek, weeks),
      track: /^(Mon|Tue)/.test(work) && !/1–9/.test(work) ? 'Evening' : own.pick(['Evening', 'Morning']),
      work, children: own.pick(CHILDREN), ownWords: WORDS[n % WORDS.length]!, need: NEEDS[n % NEEDS.length]!, random: own,
    };
  });
}

function courseOf(random: Random, n: number, callWeek: number, weeks: number): Course {
  if (n === 0) return 'steady';
  // who called last waits for an assessment, or was sent on: both tracks are nearly full, and a caller still finds a seat
  if (callWeek >= weeks - 2) return n % 2 === 0 ? 'waits' : 'elsewhere';
  if (n % 4 === 3) return 'elsewhere';
  const at = random.next();
  if (at < 0.34) return 'leaves';
  if (at < 0.54) return 'wavers';
  return at < 0.78 ? 'finishes' : 'steady';
}
