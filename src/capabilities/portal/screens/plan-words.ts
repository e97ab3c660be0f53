import { SERVICE_WORDS } from '../../agency/services.ts';
import type { PlanBody } from '../../treatment-plan/model.ts';

/** What is done for a plan, as a client reads it: in words of their own, or by the name of the service. */
export const wordsOfIntervention = (one: Pick<PlanBody['interventions'][number], 'words' | 'service'>): string =>
  one.words || (one.service ? SERVICE_WORDS[one.service] : 'What we agreed on');
