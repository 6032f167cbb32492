/** @jsxImportSource preact */

const PATHS = {
  back: 'M16 10H4M8.5 5.5 4 10l4.5 4.5',
  check: 'm4 10.5 4 4 8-9',
  copy: 'M7 7h9.5v9.5H7zM4 12.5H3.5v-9h9V4',
  dash: 'M5 10h10',
  link: 'M8.5 11.5 11.5 8.5M6 10 3.9 12.1a2.8 2.8 0 0 0 4 4L10 14M10 6l2.1-2.1a2.8 2.8 0 0 1 4 4L14 10',
  print: 'M6 7V3h8v4M6 14H3V7h14v7h-3M6 11.5h8V17H6z',
  undo: 'M4 8.5h8a4 4 0 0 1 0 8H7M7.5 5 4 8.5 7.5 12',
};

export const Icon = ({ name }: { name: keyof typeof PATHS }) => (
  <svg class={name === 'back' || name === 'undo' ? 'ic turn' : 'ic'} viewBox="0 0 20 20" aria-hidden="true">
    <path d={PATHS[name]} />
  </svg>
);
