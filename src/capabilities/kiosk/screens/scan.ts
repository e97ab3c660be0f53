import jsqr from 'jsqr';
import { tokenIn } from '../model.ts';

const LOOK_MS = 180;

/**
 * Looks through the camera until it reads a code. Pictures stay in this page and are thrown away one by one.
 * @returns how to stop; throws if there is no camera or it may not be used
 */
export async function scanInto(video: HTMLVideoElement, found: (token: string) => void): Promise<() => void> {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'user', width: { ideal: 640 } }, audio: false });
  video.srcObject = stream;
  await video.play();
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  const timer = setInterval(() => {
    const [width, height] = [video.videoWidth, video.videoHeight];
    if (width === 0) return;
    [canvas.width, canvas.height] = [width, height];
    context.drawImage(video, 0, 0, width, height);
    const code = jsqr.default(context.getImageData(0, 0, width, height).data, width, height, { inversionAttempts: 'attemptBoth' });
    const token = code && tokenIn(code.data);
    if (token) found(token);
  }, LOOK_MS);
  return () => {
    clearInterval(timer);
    for (const track of stream.getTracks()) track.stop();
  };
}
