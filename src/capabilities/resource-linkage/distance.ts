import type { Place } from './model.ts';

const EARTH_RADIUS_MILES = 3958.7613;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/**
 * Great-circle distance between two places in miles, by the haversine formula, on a sphere of mean radius.
 * Never negative, symmetric, exact to about 0.5 % of the distance.
 */
export function milesBetween(a: Place, b: Place): number {
  const dLat = radians(b.latitude - a.latitude);
  const dLon = radians(b.longitude - a.longitude);
  const h = Math.sin(dLat / 2) ** 2
    + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * Math.sin(dLon / 2) ** 2;
  return 2 * EARTH_RADIUS_MILES * Math.asin(Math.min(1, Math.sqrt(h)));
}

/**
 * A box that holds every place within a distance: two plain ranges that an index can use before the exact formula.
 * Near a pole, and across the 180th meridian, the box is the whole circle of longitudes: wider, never narrower.
 */
export function boxAround(center: Place, miles: number): { south: number; north: number; west: number; east: number } {
  const angle = miles / EARTH_RADIUS_MILES;
  const dLat = (angle * 180) / Math.PI;
  const south = Math.max(-90, center.latitude - dLat);
  const north = Math.min(90, center.latitude + dLat);
  if (south === -90 || north === 90) return { south, north, west: -180, east: 180 };
  // the meridian is farthest out where the circle touches it, not on the centre's own parallel
  const dLon = (Math.asin(Math.min(1, Math.sin(angle) / Math.cos(radians(center.latitude)))) * 180) / Math.PI;
  const [west, east] = [center.longitude - dLon, center.longitude + dLon];
  return west < -180 || east > 180 ? { south, north, west: -180, east: 180 } : { south, north, west, east };
}
