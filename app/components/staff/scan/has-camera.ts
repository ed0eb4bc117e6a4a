/** Whether there is a camera that this page may ask for. Browsers say so before anybody allowed it; on a page without https they offer none. */
export async function hasCamera(): Promise<boolean> {
  if (!('mediaDevices' in navigator)) return false;
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices.some(({ kind }) => kind === 'videoinput');
}
