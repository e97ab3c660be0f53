import { Button } from '@mantine/core';
import type { ErrorComponentProps } from '@tanstack/react-router';

/** A screen of ours broke, or the app was renewed on the server while it was open. Typed text is kept on the device. */
export function Broken(props: ErrorComponentProps) {
  const renewed = /dynamically imported module|Importing a module|Failed to fetch/i.test(String(props.error));
  return (
    <div role="alert" style={{ maxWidth: 560, margin: '12vh auto', padding: 16 }}>
      <h1>{renewed ? 'Stepwell was renewed.' : 'This page broke. That was our mistake.'}</h1>
      <p style={{ margin: '12px 0 20px' }}>What you typed is kept on this device. Load the page again and go on.</p>
      <Button variant="filled" onClick={() => window.location.reload()}>Load again</Button>
    </div>
  );
}
