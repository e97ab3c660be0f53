import { ClientCard, ClientSection } from '../../../web/client/parts.tsx';
import { headOf, SupportedView, type Seen } from './SupportedView.tsx';
import css from './my-plan.module.css';

/** Somebody's page as they would see it, for who looks before them. */
export function SeenBy({ page }: { page: Seen }) {
  const { title, lead } = headOf(page);
  return (
    <>
      <div className={css.block}><ClientCard title={title}><p>{lead}</p></ClientCard></div>
      <SupportedView page={page} tell={<ClientSection title="Tell the team something"><p>Here they can write to the team, or ask for a call.</p></ClientSection>} />
    </>
  );
}
