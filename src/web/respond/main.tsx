/** @jsxImportSource preact */
import { render } from 'preact';
import '../theme/fonts.css';
import '../theme/tokens.css';
import '../theme/base.css';
import './respond.css';
import { readRoomLink } from '../../domain/surveys/room.ts';
import { readLink } from './link.ts';
import { Page } from './Page.tsx';
import { openStore } from './store.ts';

// Another invitation pasted into the same tab is another person's ballot: start clean.
addEventListener('hashchange', () => location.reload());

const root = document.getElementById('root');
const link = readLink(location.pathname, location.hash);
const room = readRoomLink(location.pathname, location.hash);
if (root) {
  if (link) {
    void openStore(link.round, link.token).then((store) => render(<Page link={link} store={store} />, root));
  } else {
    render(<Page link={null} store={null} room={room} />, root);
  }
}
