import { createContext, use, useEffect } from 'react';

/** The page's own title, as its `Page` says; a client's or supporter's tab never says more than `Steps`. */
export const TitleContext = createContext<{ title: string; app: string }>({ title: '', app: 'Steps' });

/** Sets the tab's title. Never a name: tabs are seen over shoulders and kept in histories. */
export function useTitle(own?: string): void {
  const { title, app } = use(TitleContext);
  const said = own ?? title;
  useEffect(() => {
    document.title = said === '' ? app : `${said} · ${app}`;
  }, [said, app]);
}
