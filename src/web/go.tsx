import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { CSSProperties, ReactNode } from 'react';

/** A link inside the app: `<Go to={`/clients/${id}/plan`}>Plan</Go>`. */
export function Go(props: { to: string; children: ReactNode; className?: string; title?: string; 'aria-label'?: string; style?: CSSProperties }) {
  const { to, ...rest } = props;
  // the router would call every link current whose address the page's begins with
  return <Link to={to} activeOptions={{ exact: true }} {...rest} />;
}

/** `go('/clients/…')`: to another page; `go(-1)` back. */
export function useGo(): (to: string | -1) => void {
  const navigate = useNavigate();
  return (to) => (to === -1 ? window.history.back() : void navigate({ to }));
}

/** A `$name` part of the address. */
export function useParam(name: string): string {
  const params = useParams({ strict: false }) as Record<string, string | undefined>;
  const value = params[name];
  if (value === undefined) throw new Error(`The address has no $${name}.`);
  return value;
}

/** What stands after `?` in the address, as text. Never a person's data. */
export const useQueryText = (name: string): string | undefined => useQueryTexts()(name);

/** The same for several names: `const of = useQueryTexts(); of('on')`. */
export function useQueryTexts(): (name: string) => string | undefined {
  const search = useSearch({ strict: false }) as Record<string, unknown>;
  return (name) => {
    const value = search[name];
    return typeof value === 'string' || typeof value === 'number' ? `${value}` : undefined;
  };
}
