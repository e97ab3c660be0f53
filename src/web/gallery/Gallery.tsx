import { PageHead } from '../parts/index.ts';

/** Everything a screen is made of, on fictional data: to look at while building. */
export default function Gallery() {
  return <PageHead title="Group in 18 minutes. Two notes and one call before you go." over="Monday 23 November, 5:42 pm" />;
}
