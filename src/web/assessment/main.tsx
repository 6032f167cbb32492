/** @jsxImportSource preact */
import { render } from 'preact';
import '../theme/fonts.css';
import '../theme/tokens.css';
import '../theme/base.css';
import './assessment.css';
import { Page } from './Page.tsx';

// The colour scheme chosen in the application holds here, too. Without a choice the system decides.
try {
  const scheme = localStorage.getItem('entente.scheme');
  if (scheme === 'light' || scheme === 'dark') document.documentElement.dataset['theme'] = scheme;
} catch {
  // Storage may be switched off.
}

const root = document.getElementById('root');
if (root) render(<Page />, root);
