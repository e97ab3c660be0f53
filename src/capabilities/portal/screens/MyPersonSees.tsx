import { ClientHead } from '../../../web/client/parts.tsx';
import { useParam } from '../../../web/go.tsx';
import { useRead } from '../../../web/operations.ts';
import { Shown } from '../../../web/parts/index.ts';
import { previewSupported } from '../supporter-api.ts';
import { SeenBy } from './SeenBy.tsx';

/** “See what Mom sees”: one of my people's page, as it stands for them now. */
export default function MyPersonSees() {
  const recipientId = useParam('supporterId');
  const read = useRead(previewSupported, { recipientId });
  return (
    <Shown read={read}>
      {({ page }) => (page === null
        ? <ClientHead back="/me/people" title="They see nothing about you right now." lead="Not even that there is a page. You can let them see something, and end it at any time." />
        : <><ClientHead back="/me/people" title={`What ${page.yourName} sees`} lead="This is their page as it stands now." /><SeenBy page={page} /></>)}
    </Shown>
  );
}
