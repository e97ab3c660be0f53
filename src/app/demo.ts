/** The demo: a fictional agency, made by the same operations as the screens use. */
import type { Opened } from './open-house.ts';
import type { SignInHouse } from '../platform/sign-in/sign-in.ts';
import type { DemoPerson } from '../platform/sign-in/parts.ts';
import { createAgency } from './create-agency.ts';
import { applyFirstProgram } from './first-program.ts';

export async function loadDemo(opened: Opened, signIn: SignInHouse, tell: (percent: number, say: string) => void): Promise<void> {
  tell(10, 'Hiring the staff');
  const { agencyId, staffId } = await createAgency(opened.house, { name: 'Riverbend Recovery', timeZone: 'America/Chicago', administrator: { name: 'Alex Stone', email: 'a.stone@example.org' } });
  await applyFirstProgram(opened.house, { agencyId, staffId, siteName: 'Main house', template: 'iop' });
  await signIn.createAccount({ email: 'a.stone@example.org', name: 'Alex Stone', demo: true, memberships: [{ agencyId, kind: 'staff', subjectId: staffId }] });
}

export const demoPeople = async (_opened: Opened): Promise<DemoPerson[]> => [];
