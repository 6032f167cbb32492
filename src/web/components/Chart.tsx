import type { EChartsCoreOption } from 'echarts/core';
import { useEffect, useRef } from 'react';

interface Props {
  /** Colours are custom properties of the theme, so that a picture follows it without being drawn again. */
  option: EChartsCoreOption;
  height: number;
  /** Says what is to be seen. The values stand in a table or list beside it. */
  label: string;
}

/** A picture drawn by ECharts, which is fetched with the first one. Still: nothing moves or follows the pointer. */
export function Chart({ option, height, label }: Props) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let gone = false;
    let clear = () => {};
    void import('./echarts.ts').then(({ init }) => {
      const place = box.current;
      if (gone || !place) return;
      const chart = init(place, null, { renderer: 'svg' });
      chart.setOption({ animation: false, textStyle: { fontFamily: 'inherit', color: 'var(--ink-2)' }, ...option });
      const resize = () => chart.resize();
      const observer = new ResizeObserver(resize);
      observer.observe(place);
      // Paper is narrower than the window, and its width is known only now.
      window.addEventListener('beforeprint', resize);
      clear = () => {
        observer.disconnect();
        window.removeEventListener('beforeprint', resize);
        chart.dispose();
      };
    });
    return () => {
      gone = true;
      clear();
    };
  }, [option]);
  return <div ref={box} className="echart" role="img" aria-label={label} style={{ blockSize: height }} />;
}
