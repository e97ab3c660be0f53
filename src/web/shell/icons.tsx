import {
  IconBook2, IconBuilding, IconCalendarWeek, IconChartBar, IconClock, IconDots, IconDoor, IconDroplet, IconHeartHandshake,
  IconHistory, IconHome2, IconLifebuoy, IconLock, IconMap2, IconMessage, IconNotebook, IconNotes, IconPhoneCall, IconPill,
  IconRoute, IconScale, IconShieldCheck, IconSun, IconUserCog, IconUsers, type Icon,
} from '@tabler/icons-react';
import type { IconName } from '../page.ts';

const ICONS: Record<IconName, Icon> = {
  today: IconSun, clients: IconUsers, week: IconCalendarWeek, groups: IconNotebook, tests: IconDroplet, calls: IconPhoneCall,
  waiting: IconClock, board: IconChartBar, reviews: IconShieldCheck, rules: IconBook2, medication: IconPill,
  resources: IconMap2, staff: IconUserCog, audit: IconHistory, notes: IconNotes, home: IconHome2, help: IconLifebuoy,
  plan: IconHeartHandshake, messages: IconMessage, more: IconDots, people: IconUsers, transitions: IconRoute,
  privacy: IconLock, agency: IconBuilding, policy: IconScale, room: IconDoor,
};

/** An icon beside its word; never alone. */
export function NavIcon(props: { name: IconName; size?: number }) {
  const Shape = ICONS[props.name];
  return <Shape size={props.size ?? 20} stroke={1.6} aria-hidden />;
}
