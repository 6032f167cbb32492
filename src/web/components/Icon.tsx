/** Line drawings on a 20 × 20 grid. Always beside words; never the only carrier of a meaning. */
const PATHS = {
  arrow: 'M4 10h12M11.5 5.5 16 10l-4.5 4.5',
  back: 'M16 10H4M8.5 5.5 4 10l4.5 4.5',
  bubble: 'M3.5 4.5h13v9h-7l-3.5 3v-3h-2.5z',
  calendar: 'M3 4.5h14v12H3zM3 8.5h14M7 2.8v3M13 2.8v3',
  check: 'm4 10.5 4 4 8-9',
  clock: 'M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14M10 6v4.3l3 1.7',
  copy: 'M7 7h9.5v9.5H7zM4 12.5H3.5v-9h9V4',
  cross: 'M5 5l10 10M15 5 5 15',
  dash: 'M5 10h10',
  document: 'M5 2.8h7l3.5 3.5v11H5zM12 2.8v3.5h3.5M7.5 10h5M7.5 13h5',
  down: 'm5 8 5 5 5-5',
  download: 'M10 3v9M6 8.5 10 12.5l4-4M4 16.5h12',
  error: 'M6.8 2.8h6.4l4 4v6.4l-4 4H6.8l-4-4V6.8zM10 6.4v4.4M10 13.5v.2',
  home: 'M3 9.5 10 4l7 5.5V16H3zM8 16v-4h4v4',
  info: 'M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14M10 9.2v4.3M10 6.3v.2',
  key: 'M7 9.5a3.5 3.5 0 1 0 0 5 3.5 3.5 0 0 0 0-5M8 9l7.5-6M12 6l2.5 2.5',
  link: 'M8.5 11.5 11.5 8.5M6 10 3.9 12.1a2.8 2.8 0 0 0 4 4L10 14M10 6l2.1-2.1a2.8 2.8 0 0 1 4 4L14 10',
  lock: 'M4 9h12v8H4zM7 9V6.5a3 3 0 0 1 6 0V9',
  mail: 'M3 5h14v10H3zM3.5 5.5 10 11l6.5-5.5',
  more: 'M4.5 10h.01M10 10h.01M15.5 10h.01',
  offline: 'M3 3l14 14M6 15h8M5.5 8.5A3.5 3.5 0 0 0 6 15M8 5.6A4.5 4.5 0 0 1 14 9a3 3 0 0 1 2.4 4.6',
  partnership: 'M11 10a4 4 0 1 1-8 0 4 4 0 0 1 8 0zM10 6h7v8h-7',
  pen: 'm4 16 .8-3.4L13.6 4l2.5 2.5-8.7 8.7zM11.8 5.8 14.2 8.2',
  people:
    'M10.3 7a2.8 2.8 0 1 1-5.6 0 2.8 2.8 0 0 1 5.6 0zM2.5 16.5c0-3 2.2-4.8 5-4.8s5 1.8 5 4.8M13 4.6a2.8 2.8 0 0 1 0 5M14.6 12.3c1.8.6 2.9 2.1 2.9 4.2',
  plus: 'M10 4v12M4 10h12',
  print: 'M6 7V3h8v4M6 14H3V7h14v7h-3M6 11.5h8V17H6z',
  programme: 'm3.5 5.8 1.6 1.6L8 4.2M11 5.8h5.5M3.5 14.3l1.6 1.6L8 12.7M11 14.3h5.5',
  search: 'M14 9A5 5 0 1 1 4 9a5 5 0 0 1 10 0zm-1 4 4 4',
  settings: 'M4 6h7M15 6h1M4 14h1M9 14h7M15 6a2 2 0 1 1-4 0 2 2 0 0 1 4 0zM9 14a2 2 0 1 1-4 0 2 2 0 0 1 4 0z',
  sort: 'M7 4v12M4 13l3 3 3-3M13 16V4M10 7l3-3 3 3',
  sortDown: 'M10 4v12M6 12l4 4 4-4',
  sortUp: 'M10 16V4M6 8l4-4 4 4',
  upload: 'M10 13V4M6 7.5 10 3.5l4 4M4 16.5h12',
  warn: 'M10 3 18 16.5H2zM10 8v4M10 14.2v.2',
} as const;
export type IconName = keyof typeof PATHS;

/** `turn`: mirrors in right-to-left languages (arrows). */
export function Icon({
  name,
  big,
  turn,
  className,
}: {
  name: IconName;
  big?: boolean;
  turn?: boolean;
  className?: string;
}) {
  return (
    <svg
      className={['ic', big && 'big', turn && 'turn', className].filter(Boolean).join(' ')}
      viewBox="0 0 20 20"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
