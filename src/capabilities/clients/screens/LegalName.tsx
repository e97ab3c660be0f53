import { Modal } from '@mantine/core';
import { useRead } from '../../../web/operations.ts';
import { Facts, Shown } from '../../../web/parts/index.ts';
import { Go } from '../../../web/go.tsx';
import { useMay } from '../../../web/self.ts';
import { sayDate } from '../../../web/words.ts';
import { readLegalName } from '../api.ts';

/** Behind a click of its own, which the audit trail keeps. */
export function LegalName(props: { clientId: string; opened: boolean; onClose: () => void }) {
  const may = useMay('client.write');
  const read = useRead(readLegalName, props.opened ? { clientId: props.clientId } : null);
  return (
    <Modal opened={props.opened} onClose={props.onClose} title="Legal name and address">
      {props.opened && (
        <Shown read={read}>
          {(person) => (
            <>
              <Facts
                facts={[
                  { label: 'Legal name', value: person.legalName || 'not written yet' },
                  { label: 'Born', value: person.bornOn === null ? 'not written yet' : sayDate(person.bornOn, '') },
                  { label: 'Address', value: person.address || 'not written yet' },
                ]}
              />
              {may && <Go to={`/clients/${props.clientId}/person`}>Write or change it</Go>}
            </>
          )}
        </Shown>
      )}
    </Modal>
  );
}
