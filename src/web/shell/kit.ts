/** Dialogs and lists to choose from, in one part: see `at-rest.ts`. */
export { Menu, Modal, Popover, Select, Textarea } from '@mantine/core';
