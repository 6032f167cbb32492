import { expect, it } from 'vitest';
import { deviceOf } from './device.ts';

it('names browser and system', () => {
  const edge = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0';
  const iphone =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605 Version/19.0 Mobile Safari/604.1';
  expect(deviceOf(edge)).toEqual({ browser: 'Edge', system: 'Windows' });
  expect(deviceOf(iphone)).toEqual({ browser: 'Safari', system: 'iOS' });
  expect(deviceOf('curl/8')).toEqual({ browser: null, system: null });
});
