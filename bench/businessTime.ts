import dayjs from 'dayjs';
import businessTime from 'dayjs-business-time';

// The library knows the zone of the process only.
process.env.TZ = 'UTC';
dayjs.extend(businessTime);
const day = [{ start: '08:00:00', end: '18:00:00' }];
dayjs.setBusinessTime({
  sunday: null,
  monday: day,
  tuesday: day,
  wednesday: day,
  thursday: day,
  friday: day,
  saturday: null,
});

/** The yardstick: the same office hours by `dayjs-business-time`. @returns UTC epoch milliseconds */
export function addBusinessMinutes(from: number, minutes: number): number {
  return dayjs(from).addBusinessTime(minutes, 'minutes').valueOf();
}
