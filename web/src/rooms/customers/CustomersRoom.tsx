export function CustomersRoom() {
  return <h1>CustomersRoom</h1>;
}
