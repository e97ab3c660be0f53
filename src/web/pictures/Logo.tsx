/** Four steps going down to the water. */
export const Logo = (props: { size?: number }) => (
  <svg width={props.size ?? 24} height={((props.size ?? 24) * 20) / 24} viewBox="0 0 24 20" aria-hidden fill="var(--pine)">
    <path d="M0 0h23.5v4.6h-5.6v5h-5.6v5H6.6V20H0z" />
  </svg>
);
