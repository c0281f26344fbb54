export function CheckRoom() {
  return <h1>CheckRoom</h1>;
}
