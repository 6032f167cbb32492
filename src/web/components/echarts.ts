/* What pictures need of ECharts and nothing else. Fetched when the first of them is shown. */
import { LineChart, RadarChart } from 'echarts/charts';
import { GridComponent, MarkAreaComponent, MarkLineComponent, RadarComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([LineChart, RadarChart, GridComponent, MarkAreaComponent, MarkLineComponent, RadarComponent, SVGRenderer]);

export { init };
