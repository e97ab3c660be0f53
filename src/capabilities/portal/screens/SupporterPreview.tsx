import { Go, useParam } from '../../../web/go.tsx';
import { useRead } from '../../../web/operations.ts';
import { Empty, PageHead, Shown } from '../../../web/parts/index.ts';
import { previewSupporterPage } from '../supporter-api.ts';
import { SeenBy } from './SeenBy.tsx';

/** A supporter's page before they are invited to it: what staff is about to open to somebody outside. */
export default function SupporterPreview() {
  const clientId = useParam('clientId');
  const recipientId = useParam('supporterId');
  const read = useRead(previewSupporterPage, { clientId, recipientId });
  const over = <Go to={`/clients/${clientId}/people`}>People</Go>;
  return (
    <div style={{ maxWidth: 560 }}>
      <Shown read={read} rows={6}>
        {({ page }) => (page === null ? (
          <>
            <PageHead over={over} tab="Their page" title="They see nothing right now." />
            <Empty action={<Go to={`/clients/${clientId}/privacy`}>Consents</Go>}>No consent in force names them. Until one does, their page does not say that anybody comes here.</Empty>
          </>
        ) : <><PageHead over={over} tab="Their page" title={`What ${page.yourName} sees`} under="Their page as it stands now. Looking at it tells nobody anything." /><SeenBy page={page} /></>)}
      </Shown>
    </div>
  );
}
