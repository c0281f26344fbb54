/** A path walked from a filled point to a hollow one. */
export function Logo({ className }: { className?: string | undefined }) {
  return (
    <svg
      className={className}
      viewBox="0 0 36 36"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.6"
      strokeLinecap="round"
      role="img"
      aria-label="Footpath"
    >
      <path d="M8 28c7 0 4.500-10 11-10s4-9 9-9.500" strokeDasharray="0.1 5.2" />
      <circle cx="8" cy="28" r="3.6" fill="currentColor" stroke="none" />
      <circle cx="28" cy="8.5" r="3.4" />
    </svg>
  );
}
