export function BrandMark() {
  return (
    <svg viewBox="0 0 28 18" aria-hidden="true">
      <path d="M0 9h9M19 9h9" stroke="currentColor" strokeWidth="2.4" />
      <circle cx="14" cy="9" r="5" fill="none" stroke="currentColor" strokeWidth="2.4" />
      <circle cx="14" cy="9" r="1.7" fill="currentColor" />
    </svg>
  );
}
