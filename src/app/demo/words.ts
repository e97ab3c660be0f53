import type { DemoPerson } from '../../platform/sign-in/parts.ts';

/** What stands under a name that is not staff. */
export const sayWeek = (kind: DemoPerson['kind']): string => (kind === 'client' ? 'Client, on the phone' : 'Supporter');
