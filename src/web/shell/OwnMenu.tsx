import { Drawer, Menu, SegmentedControl, UnstyledButton, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { IconDots, IconKey, IconLogout } from '@tabler/icons-react';
import { use, useState } from 'react';
import { ROLE_WORDS, type Role } from '../../shared/roles.ts';
import { useGo } from '../go.tsx';
import { useSelf } from '../self.ts';
import { accountPath } from '../sign-in/pages.ts';
import { initialsOf } from '../words.ts';
import { NavIcon } from './icons.tsx';
import type { NavEntry } from './nav.ts';
import { LeaveContext } from './leave.ts';
import css from './OwnMenu.module.css';

/** Light, dark, or as the device has it. */
export function SchemeSwitch() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <SegmentedControl
      fullWidth size="sm" value={colorScheme} onChange={(value) => setColorScheme(value as MantineColorScheme)} aria-label="Colours"
      data={[{ value: 'light', label: 'Light' }, { value: 'dark', label: 'Dark' }, { value: 'auto', label: 'As device' }]}
    />
  );
}

/** Of several roles the one that says most: who supervises and also leads groups is the supervisor. */
const LEADING: readonly Role[] = ['administrator', 'director', 'supervisor', 'medical', 'privacy_officer', 'counselor'];
const wordsOfRoles = (roles: readonly Role[]): string => {
  const role = LEADING.find((one) => roles.includes(one)) ?? roles[0];
  return role === undefined ? '' : ROLE_WORDS[role];
};

/** One's own initials at the foot of the sidebar: further pages, colours, sign out. */
export function OwnMenu(props: { more: NavEntry[] }) {
  const self = useSelf();
  const go = useGo();
  const leave = use(LeaveContext);
  const roleWords = wordsOfRoles(self.roles);
  return (
    <Menu position="top-start" width={240} offset={8}>
      <Menu.Target>
        <UnstyledButton className={css.own} aria-label={`${initialsOf(self.initials)} ${roleWords}, your menu`}>
          <span className={css.initials}>{initialsOf(self.initials)}</span>
          <span className={css.role}>{roleWords}</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{self.name} · {self.agencyName}</Menu.Label>
        {props.more.map((entry) => (
          <Menu.Item key={entry.path} leftSection={<NavIcon name={entry.icon} size={18} />} onClick={() => go(entry.path)}>{entry.label}</Menu.Item>
        ))}
        <div className={css.scheme}><SchemeSwitch /></div>
        <Menu.Divider />
        <Menu.Item leftSection={<IconKey size={18} />} onClick={() => go(accountPath(self.kind))}>Your sign-in</Menu.Item>
        <Menu.Item leftSection={<IconLogout size={18} />} onClick={() => leave.here()}>Sign out</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** The rest of the bar on a phone. */
export function MoreSheet(props: { entries: NavEntry[]; className: string }) {
  const self = useSelf();
  const leave = use(LeaveContext);
  const go = useGo();
  const [open, setOpen] = useState(false);
  const take = (path: string) => {
    setOpen(false);
    go(path);
  };
  return (
    <>
      <button type="button" className={props.className} onClick={() => setOpen(true)}><IconDots size={22} stroke={1.6} aria-hidden /><span>More</span></button>
      <Drawer opened={open} onClose={() => setOpen(false)} position="bottom" size="auto" title={`${initialsOf(self.initials)} · ${self.agencyName}`}>
        <div className={css.sheet}>
          {props.entries.map((entry) => (
            <UnstyledButton key={entry.path} className={css.line} onClick={() => take(entry.path)}><NavIcon name={entry.icon} />{entry.label}</UnstyledButton>
          ))}
          <SchemeSwitch />
          <UnstyledButton className={css.line} onClick={() => take(accountPath(self.kind))}><IconKey size={20} stroke={1.6} aria-hidden />Your sign-in</UnstyledButton>
          <UnstyledButton className={css.line} onClick={() => leave.here()}><IconLogout size={20} aria-hidden />Sign out</UnstyledButton>
        </div>
      </Drawer>
    </>
  );
}
