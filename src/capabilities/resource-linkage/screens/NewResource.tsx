import { Go, useGo } from '../../../web/go.tsx';
import { PageHead } from '../../../web/parts/index.ts';
import { ResourceForm } from './ResourceForm.tsx';

/** A place that was found by somebody on the phone. */
export default function NewResource() {
  const go = useGo();
  return (
    <>
      <PageHead over={<Go to="/resources">Resources</Go>} title="A place to add" tab="New place" under="It counts as checked today." />
      <ResourceForm place={null} onDone={(id) => go(`/resources/${id}`)} />
    </>
  );
}
