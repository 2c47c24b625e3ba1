package dev.weir.web;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PublicAddressTest {
    @Test
    void addressesOfThisComputerItsNeighboursAndNobodyAreNotPublic() throws UnknownHostException {
        for (String address : List.of(
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.254",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.9",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::7f00:1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "64:ff9b::127.0.0.1",
                "64:ff9b:1::1",
                "100::1",
                "2001::1",
                "2001:10::1",
                "2001:db8::1",
                "2002:7f00:1::1",
                "3fff::1",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "fec0::1",
                "ff02::1")) {
            assertNotNull(PublicAddress.problem(InetAddress.getByName(address)), address);
        }
    }

    @Test
    void addressesOfEverybodyArePublic() throws UnknownHostException {
        for (String address : List.of(
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.1",
                "100.63.255.255",
                "100.128.0.1",
                "172.15.0.1",
                "172.32.0.1",
                "192.167.255.255",
                "198.17.0.1",
                "223.255.255.255",
                "2606:4700::1111",
                "2a00:1450:4001::1",
                "2001:4860:4860::8888",
                "64:ff9b::1.1.1.1")) {
            assertNull(PublicAddress.problem(InetAddress.getByName(address)), address);
        }
    }

    @Test
    void numbersAreFourDecimalOnes() {
        for (String host : List.of(
                "2130706433",
                "017700000001",
                "0x7f000001",
                "0x7f.1",
                "0177.0.0.1",
                "127.1",
                "127.0.1",
                "127.0.0.01",
                "127.0.0.0x1",
                "1.2.3.4.5",
                "example.127",
                "0x",
                "2130706433.",
                "fe80::1%eth0")) {
            assertNotNull(PublicAddress.spelling(host), host);
        }
        for (String host : List.of("127.0.0.1", "127.0.0.1.", "example.org", "7.example.org", "::1", "a1", "x0x1")) {
            assertNull(PublicAddress.spelling(host), host);
        }
    }
}
