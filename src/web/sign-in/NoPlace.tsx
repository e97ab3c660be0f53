import { Button } from '@mantine/core';
import { DoorLayout } from './DoorLayout.tsx';
import { signOut } from './session.ts';

/** An account whose last place in an agency has ended. */
export const NoPlace = () => (
  <DoorLayout title="You have no place here any more." under="Your sign-in works, but no program is tied to it. If that is a mistake, ask the people who run yours.">
    <Button variant="filled" size="md" mt="md" onClick={() => void signOut().then(() => window.location.assign('/'))}>Sign out</Button>
  </DoorLayout>
);
