import { Button } from '@mantine/core';
import { useGo } from '../../../web/go.tsx';
import { PageHead } from '../../../web/parts/index.ts';
import { useMay } from '../../../web/self.ts';
import { sayCount, sentence } from '../../../web/words.ts';
import { NEED_WORDS, type NeedKind } from '../model.ts';
import { ANYTHING, ResourceSearch, type Wanted } from './ResourceSearch.tsx';

const headline = (count: number | null, w: Wanted): string => {
  if (count === null) return 'What is near';
  const what = w.need === '' ? '' : ` for ${NEED_WORDS[w.need as NeedKind].toLowerCase()}`;
  const where = /^\d{5}/.test(w.postalCode) && w.miles !== '' ? ` within ${w.miles} miles` : '';
  return `${sentence(sayCount(count, 'place'))}${what}${where}.`;
};

/** The directory: services, meetings and sober activities nearby. */
export default function Resources() {
  const go = useGo();
  const may = useMay('resource.change');
  return (
    <ResourceSearch name="resource-search" initial={ANYTHING} actOf={(f) => <Button onClick={() => go(`/resources/${f.resource.id}`)}>Open</Button>}
      head={(count, wanted) => (
        <PageHead tab="Resources" title={headline(count, wanted)} action={may && (
          <>
            <Button onClick={() => go('/resources/import')}>Import a list</Button>
            <Button variant="filled" onClick={() => go('/resources/new')}>Add a place</Button>
          </>
        )} />
      )} />
  );
}
