/** The stream of one service date's menu: all its revisions. */
export function menuDayStreamId(serviceDate: string): string {
  return `menu-day:${serviceDate}`;
}
