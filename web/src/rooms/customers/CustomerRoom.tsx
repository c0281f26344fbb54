export function CustomerRoom() {
  return <h1>CustomerRoom</h1>;
}
