import { takeOrders } from '../../platform/threads.ts';
import { print } from './print.ts';

/* One report after the other, beside the server: laying out a page takes half a second, and answers must not wait. */
takeOrders(print);
