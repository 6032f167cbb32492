import { takeOrders } from '../../platform/threads.ts';
import { printText } from './print.ts';

/* One text after the other, beside the server. */
takeOrders(printText);
