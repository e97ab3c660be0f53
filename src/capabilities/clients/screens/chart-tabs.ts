import { CHART_GROUPS, type ChartGroup, type ChartPanel } from '../../../web/page.ts';

export type ChartTab = { name: ChartGroup; label: string; parts: { tab: string; label: string }[] };

/** Not tabs: the line under the initials and the safety bar. */
const SLOTS = ['head', 'bar'];

/**
 * The tabs of a chart from the parts that one may open, in the order of `CHART_GROUPS`. A tab opens with its first part;
 * one of which a single part is open to this person is called like that part.
 */
export function tabsOf(panels: readonly Pick<ChartPanel, 'tab' | 'label' | 'under'>[]): ChartTab[] {
  const open = panels.filter((panel, i) => !SLOTS.includes(panel.tab) && panels.findIndex((other) => other.tab === panel.tab) === i);
  return (Object.keys(CHART_GROUPS) as ChartGroup[]).flatMap((name): ChartTab[] => {
    const mine = open.filter((panel) => (panel.under ?? panel.tab) === name);
    if (mine.length === 0) return [];
    const parts = mine.map(({ tab, label }) => ({ tab, label: tab === 'overview' ? CHART_GROUPS.overview : label }))
      .sort((a, b) => Number(b.tab === name) - Number(a.tab === name));
    return [{ name, label: parts.length === 1 ? parts[0]!.label : CHART_GROUPS[name], parts }];
  });
}

export const pathOf = (clientId: string, tab: string): string => (tab === 'overview' ? `/clients/${clientId}` : `/clients/${clientId}/${tab}`);
